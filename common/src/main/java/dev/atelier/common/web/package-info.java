/**
 * What every HTTP endpoint shares: strict JSON, entity tags, the limit of a body, the end of a
 * stream.
 */
@NullMarked
package dev.atelier.common.web;

import org.jspecify.annotations.NullMarked;
