/// How much of a grid's cells lies in a region: [RegionAreas].
package org.fluxwatch.contract.area;
