/// Footprints and rows for people: a CF netCDF file and a map.
package org.fluxwatch.deploy.footprint;
