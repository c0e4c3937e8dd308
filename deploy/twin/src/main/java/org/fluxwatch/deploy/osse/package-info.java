/// The verdict of the twin without Kafka and HTTP: a truth run whose Lite files the filter reads, scored by its
/// distance to the truth. Start at [org.fluxwatch.deploy.osse.Osse].
package org.fluxwatch.deploy.osse;
