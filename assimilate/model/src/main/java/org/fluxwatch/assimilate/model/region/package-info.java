/// Sums of fluxes over regions: [RegionTotals].
package org.fluxwatch.assimilate.model.region;
