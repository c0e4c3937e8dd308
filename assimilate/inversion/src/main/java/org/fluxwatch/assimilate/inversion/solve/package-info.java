/// The linear algebra of the analytical inversion: rows in, fluxes with their uncertainty out; pure.
package org.fluxwatch.assimilate.inversion.solve;
