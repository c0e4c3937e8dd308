/// Prepared hours on disk. Start at [HourRing].
package org.fluxwatch.assimilate.inversion.ring;
