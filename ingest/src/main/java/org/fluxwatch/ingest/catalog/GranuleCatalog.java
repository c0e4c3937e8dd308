package org.fluxwatch.ingest.catalog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.ArchiveSettings;

/// What an archive holds of the days wanted.
public interface GranuleCatalog {
    /// The catalogue of the archive that settings name.
    ///
    /// @param sensors whose files are known
    /// @param refused hears once of each record of the catalogue that cannot be used
    static GranuleCatalog of(
            ArchiveSettings archive, Sensors sensors, EarthdataSession session, Consumer<RefusedRecord> refused) {
        return switch (archive.kind()) {
            case FOLDER -> new FolderCatalog(archive, sensors);
            case HTTP -> new CmrCatalog(archive, sensors, session, refused, InstantSource.system());
        };
    }

    /// Looks at the archive and answers all granules known to be there, in [Granule#ORDER], each name once. What is new
    /// among them the [GranuleLedger] knows; so one that could not be fetched this time is offered again the next.
    ///
    /// @throws ArchiveException when the archive cannot be reached or refuses; nothing is lost, look again later
    List<Granule> granules() throws ArchiveException, InterruptedException;

    /// What the archive lists besides and is not used, as of the last look.
    Map<LeftAlone, Integer> leftAlone();

    /// What is to be said of the products in settings, as of the last answers; none where an archive has no products.
    List<ProductRemark> remarks();

    /// Asks which granules the archive has deleted in the last year and does not list any more, by name; to be asked
    /// after [#granules]. None where an archive does not tell.
    ///
    /// @param now the time by which the year is counted
    /// @throws ArchiveException when the answer failed or may not be whole
    List<Deletion> deletions(Instant now) throws ArchiveException, InterruptedException;
}
