/// Sensitivity experiments: the year again from its rows, under other priors and backgrounds.
package org.fluxwatch.assimilate.inversion.experiment;
