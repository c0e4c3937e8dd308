/// Named areas of the earth and how much of each grid cell lies in them. The areas are data: see [Regions].
package org.fluxwatch.contract.region;
