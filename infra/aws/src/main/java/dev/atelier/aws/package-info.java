/**
 * Atelier on AWS: what differs between its environments, and the applications of CDK that turn an
 * environment into templates.
 */
@NullMarked
package dev.atelier.aws;

import org.jspecify.annotations.NullMarked;
