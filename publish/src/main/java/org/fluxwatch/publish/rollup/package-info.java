/// Files of months and years of the filter, made of the days' files alone. Start at [Rollups].
package org.fluxwatch.publish.rollup;
