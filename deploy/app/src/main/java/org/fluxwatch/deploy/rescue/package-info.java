/// A domain's state as a netCDF file, to be carried to another cluster. Start at [StateFile].
package org.fluxwatch.deploy.rescue;
