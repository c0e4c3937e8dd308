/// Observations of stations on the ground, from files in a folder: ObsPack, WDCGG, TCCON. Start at [StationFiles].
package org.fluxwatch.assimilate.inputs.station;
