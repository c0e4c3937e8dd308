/// The fixed set of threads that the numerics run on. Start at [NumericsPool].
package org.fluxwatch.assimilate.model.parallel;
