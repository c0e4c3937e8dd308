/// Brings fields of real files onto the model grid. Means of cells: [CellMeans], winds also [WindTurn]; fluxes per
/// area: [ConservativeRegrid]; layers: [LayerRemap]. A file's own grid is a [SourceGrid].
package org.fluxwatch.assimilate.model.regrid;
