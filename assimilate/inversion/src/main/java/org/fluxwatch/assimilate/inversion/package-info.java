/// The analytical inversion with Lagrangian source-receptor rows, as in MEGA.
package org.fluxwatch.assimilate.inversion;
