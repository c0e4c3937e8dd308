/// The Kafka Streams edge of the stage. Start at [AssimilationTopology], which draws it; [DayProcessor] is its heart.
package org.fluxwatch.assimilate.stream;
