/** What an environment keeps: keys, messages, rows, people, secrets and logs. */
@NullMarked
package dev.atelier.aws.data;

import org.jspecify.annotations.NullMarked;
