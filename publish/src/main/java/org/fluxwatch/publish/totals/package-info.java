/// Totals of regions over any days, with the spread that they truly have. Start at [FilterDays], then [Series].
package org.fluxwatch.publish.totals;
