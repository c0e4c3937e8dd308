/// The twin's NASA: one loopback HTTP server that answers as the CMR catalogue, as GES DISC's downloads and as
/// Earthdata Login do. Start at [ArchiveServer].
package org.fluxwatch.deploy.twin.archive;
