/**
 * What the platform in containers needs beside its deployables, and what the supervisor does itself
 * on a laptop without: secrets, schemas and queues, each a program that Docker Compose starts.
 */
@NullMarked
package dev.atelier.local.containers;

import org.jspecify.annotations.NullMarked;
