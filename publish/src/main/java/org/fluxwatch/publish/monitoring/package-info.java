/// Alarms on observations: each analysed day's departures against those of the days before. Pure: a day's alarms are
/// a function of its observations and of what the files of the days before say. Start at [Monitor].
@NullMarked
package org.fluxwatch.publish.monitoring;

import org.jspecify.annotations.NullMarked;
