/// Prior fluxes from files: inventories and models on latitude and longitude, brought to the model grid with their
/// mass. Start at [FilePriorFlux]; a source is a [FluxSource], a kind of file a [FluxLayout], one open file's
/// header a [FluxFile].
package org.fluxwatch.assimilate.inputs.flux;
