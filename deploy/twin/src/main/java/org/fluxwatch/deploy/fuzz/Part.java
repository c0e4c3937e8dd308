package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.fluxwatch.contract.topic.Topics;

/// The parts that are fuzzed.
public enum Part {
    LITE(LiteTarget::new),
    FILES(Gridded::files),
    FLUXES(Gridded::fluxes),
    ODIAC(Gridded::odiac),
    CARBONTRACKER(Gridded::carbonTracker),
    CAMS(Gridded::cams),
    GEOS_CHEM(Gridded::geosChem),
    ERA5(Gridded::era5),
    MERRA2(Gridded::merra2),
    OBSPACK(Gridded::obsPack),
    WDCGG(Gridded::wdcgg),
    LITE_NAMES(Texts::liteNames),
    CATALOGUE(CatalogueTarget::new),
    HTTP(HttpTarget::new),
    GRANULES(folder -> new RecordTarget<>(Topics.GRANULES, RecordSeeds.granules())),
    OBSERVATIONS(folder -> new RecordTarget<>(Topics.OBSERVATIONS, RecordSeeds.observations())),
    INNOVATIONS(folder -> new RecordTarget<>(Topics.INNOVATIONS, RecordSeeds.innovations())),
    ANALYSES(folder -> new RecordTarget<>(Topics.ANALYSES, RecordSeeds.analyses())),
    DEAD_LETTERS(folder -> new DeadLetterTarget()),
    SETTINGS(SettingsTarget::new),
    PATTERNS(Texts::patterns),
    REGIONS(Texts::regions),
    UNITS(Texts::units),
    TIMES(Texts::times);

    @SuppressWarnings("ImmutableEnumChecker") // constructors and functions without state
    private final Making making;

    @FunctionalInterface
    private interface Making {
        Target in(Path folder) throws IOException;
    }

    Part(Making making) {
        this.making = making;
    }

    /// The name on the command line.
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param folder for its files
    Target in(Path folder) throws IOException {
        return making.in(folder);
    }
}
