/// The ensemble in memory and its noise. Start at [Lanes]: members innermost, contiguous, padded.
package org.fluxwatch.assimilate.filter.ensemble;
