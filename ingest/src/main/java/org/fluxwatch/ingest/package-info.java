/// The archive -> Kafka. Start at [org.fluxwatch.ingest.IngestService]; one granule's way is
/// [org.fluxwatch.ingest.GranuleIntake].
package org.fluxwatch.ingest;
