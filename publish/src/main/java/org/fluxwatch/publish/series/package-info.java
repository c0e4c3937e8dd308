/// Fluxes of an area over days, months, seasons and years, with the spread of their sums. Start at [FluxRows].
package org.fluxwatch.publish.series;
