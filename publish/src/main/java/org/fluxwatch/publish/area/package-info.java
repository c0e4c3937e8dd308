/// Fluxes of any area, out of the gridded fields of product files: a polygon as a client writes it ([Polygons]), the
/// part of each cell within it ([CellWeights]), and its totals by file and member ([AreaFluxes]), of which only
/// the cells of the area are read ([GridFields]).
package org.fluxwatch.publish.area;
