/// The cells whose fluxes are estimated, and their months. Start at [FluxCells].
package org.fluxwatch.assimilate.inversion.cells;
