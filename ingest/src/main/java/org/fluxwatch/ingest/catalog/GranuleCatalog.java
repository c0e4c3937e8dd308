package org.fluxwatch.ingest.catalog;

import java.util.List;
import org.fluxwatch.ingest.download.ArchiveException;

/// What an archive holds of the days wanted.
public interface GranuleCatalog {
    /// Looks at the archive and answers all granules known to be there, in [Granule#ORDER]. What is new among them the
    /// [GranuleLedger] knows; so one that could not be fetched this time is offered again the next.
    ///
    /// @throws ArchiveException when the archive cannot be reached or refuses; nothing is lost, look again later
    List<Granule> granules() throws ArchiveException, InterruptedException;
}
