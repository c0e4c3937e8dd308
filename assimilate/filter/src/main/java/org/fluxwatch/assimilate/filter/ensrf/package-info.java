/// The ensemble square root filter. Start at [SerialEnsrf].
package org.fluxwatch.assimilate.filter.ensrf;
