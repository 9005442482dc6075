/** Lists by keyset, with an opaque cursor. */
@NullMarked
package dev.atelier.common.paging;

import org.jspecify.annotations.NullMarked;
