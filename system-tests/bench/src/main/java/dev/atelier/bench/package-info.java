/**
 * Benchmarks: they start a platform of their own, fill it, measure, and write down what came out.
 */
@NullMarked
package dev.atelier.bench;

import org.jspecify.annotations.NullMarked;
