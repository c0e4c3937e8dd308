/// From the topics `analyses` and `innovations` to whole days. Start at [AnalysisConsumer]; [DayAssembly] is the logic
/// without Kafka's client.
package org.fluxwatch.publish.inbound;
