/// Horizontal grids and vertical levels: cells, faces, areas. Start at [Grid].
///
/// A cell has the index `j * nx + i`, i along the grid's x axis, j along its y axis; a column's level 0 is the lowest.
package org.fluxwatch.contract.grid;
