package org.fluxwatch.assimilate.inversion.row;

import java.time.Instant;

/// The source-receptor row of one observation: how its simulated value answers to surface fluxes before it.
///
/// @param receptor id of the observation
/// @param time of the observation, UTC
/// @param bins 3-hour bins, whole numbers since 1970-01-01T00Z (floor(epochSeconds / 10800)), ascending, one an entry
/// @param cells grid cells (index of contract.grid.Grid), one an entry; within a bin ascending
/// @param ppmPerFlux ppm per µmol m-2 s-1 kept over the whole bin and cell; >= 0, finite
/// @param ends where what left the domain or reached the horizon came from
public record Row(String receptor, Instant time, int[] bins, int[] cells, float[] ppmPerFlux, EndPoints ends) {}
