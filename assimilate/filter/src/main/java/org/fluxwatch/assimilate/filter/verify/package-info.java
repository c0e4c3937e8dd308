/// The run's own verdict: scores of lanes against observations, chi-square, rank histogram, regional sums.
package org.fluxwatch.assimilate.filter.verify;
