/// CO2 at the boundary and at the start, from the files of global models. Start at [FileCo2]; a product is a
/// [Co2Product].
package org.fluxwatch.assimilate.inputs.co2;
