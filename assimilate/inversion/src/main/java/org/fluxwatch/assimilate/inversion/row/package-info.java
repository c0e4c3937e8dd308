/// Source-receptor rows: how observations answer to surface fluxes before them. Start at [Row].
package org.fluxwatch.assimilate.inversion.row;
