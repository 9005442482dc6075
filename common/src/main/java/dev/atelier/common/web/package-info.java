/** What every HTTP endpoint shares: strict JSON, entity tags, the limit of a body. */
@NullMarked
package dev.atelier.common.web;

import org.jspecify.annotations.NullMarked;
