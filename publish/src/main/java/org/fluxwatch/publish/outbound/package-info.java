/// Records that publish writes.
@NullMarked
package org.fluxwatch.publish.outbound;

import org.jspecify.annotations.NullMarked;
