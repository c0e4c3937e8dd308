/// Sums over regions.
package org.fluxwatch.assimilate.model.region;
