/// The inversion as a system that the day engine runs: where settings, files and the engine's port meet the numerics.
/// Start at [InversionSystem].
package org.fluxwatch.assimilate.inversion.system;
