/// The one place in ingest that speaks to Kafka. Start at [org.fluxwatch.ingest.outbound.GranulePublisher].
package org.fluxwatch.ingest.outbound;
