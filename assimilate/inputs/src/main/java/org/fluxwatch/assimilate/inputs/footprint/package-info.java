/// Files of footprints that other programs made (NAME, FLEXPART, STILT): what a mole fraction or column answers to
/// surface fluxes before it. Start at [FootprintFile].
package org.fluxwatch.assimilate.inputs.footprint;
