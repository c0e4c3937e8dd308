/// A world with a known answer, served as NASA would serve it.
/// ```
/// truth run ──> RetrievalSimulator ──> LiteGranule ──> LiteFileWriter ──> ArchiveServer ──> ingest, as from NASA
///                ^ GroundTrack (Orbit, Sun)  CloudMask  PriorClimatology  ColumnSensitivity
/// ```
/// Start at [RetrievalSimulator]. Everything is a function of seeds, place and time: no state, no clock.
package org.fluxwatch.deploy.twin;
