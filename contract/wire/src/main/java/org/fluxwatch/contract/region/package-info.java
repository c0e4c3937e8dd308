/// Named areas of the earth: boxes and polygons, with their exact areas. Lists of them are data: see [Regions].
package org.fluxwatch.contract.region;
