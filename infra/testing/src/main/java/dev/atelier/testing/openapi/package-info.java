/**
 * Describes a service's part of the HTTP API in OpenAPI: from its mappings and records, from what
 * it answers to the provocations of its contract, and from a few words for what code does not say.
 */
@NullMarked
package dev.atelier.testing.openapi;

import org.jspecify.annotations.NullMarked;
