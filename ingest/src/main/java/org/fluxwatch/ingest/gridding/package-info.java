/// Soundings -> superobservations. Pure: the JDK and `contract` only. Start at
/// [org.fluxwatch.ingest.gridding.Gridding].
package org.fluxwatch.ingest.gridding;
