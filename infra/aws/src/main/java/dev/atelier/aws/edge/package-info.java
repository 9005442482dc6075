/** The two ways in: one for the internet, one for the company. */
@NullMarked
package dev.atelier.aws.edge;

import org.jspecify.annotations.NullMarked;
