/** Stands in for those whom alerts are for, and shows what they would have been told. */
@NullMarked
package dev.atelier.local.pager;

import org.jspecify.annotations.NullMarked;
