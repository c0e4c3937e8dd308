/// Files in netCDF's classic format that we write ourselves, and read back as they were written.
package org.fluxwatch.contract.netcdf.classic;
