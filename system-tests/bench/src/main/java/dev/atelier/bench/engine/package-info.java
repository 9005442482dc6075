/**
 * Sign-up without HTTP: a small program that asks an application from within. It runs on the class
 * path of that application, so it needs nothing but what all of them have.
 */
@NullMarked
package dev.atelier.bench.engine;

import org.jspecify.annotations.NullMarked;
