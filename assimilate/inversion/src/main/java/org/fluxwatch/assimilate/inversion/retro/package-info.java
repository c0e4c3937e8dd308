/// Rows by the transport model run backwards. Start at [RetroRows].
package org.fluxwatch.assimilate.inversion.retro;
