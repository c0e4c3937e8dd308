/// Reads files of gridded fields, netCDF-3 and netCDF-4 (HDF5) alike: values by variable and window, unpacked, NaN
/// where missing; units; times. Start at [GridFile].
package org.fluxwatch.contract.netcdf;
