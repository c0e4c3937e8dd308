/// Areas of regions in a grid's cells: [RegionAreas]; sums over them: [RegionTotals].
package org.fluxwatch.assimilate.model.region;
