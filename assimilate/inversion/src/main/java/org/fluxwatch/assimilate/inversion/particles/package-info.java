/// Rows from particles that follow the product's own air backwards. Start at [ParticleRows].
package org.fluxwatch.assimilate.inversion.particles;
