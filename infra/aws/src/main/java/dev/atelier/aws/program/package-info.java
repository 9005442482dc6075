/**
 * What runs: programs as tasks of Fargate, where they find one another, and what migrates for them.
 */
@NullMarked
package dev.atelier.aws.program;

import org.jspecify.annotations.NullMarked;
