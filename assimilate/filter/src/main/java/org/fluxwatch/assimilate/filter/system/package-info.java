/// The filter as a system that the day engine runs: where settings, files and the engine's port meet the numerics.
package org.fluxwatch.assimilate.filter.system;
