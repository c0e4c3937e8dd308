/// Source-receptor rows, whatever made them.
package org.fluxwatch.assimilate.inversion.row;
