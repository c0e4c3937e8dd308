/// Filter and inversion over the same region and month, out of their files. Start at [MethodComparison].
package org.fluxwatch.publish.comparison;
