/** How a service signs in to its database where it has no password: on AWS, with tokens of IAM. */
@NullMarked
package dev.atelier.common.database;

import org.jspecify.annotations.NullMarked;
