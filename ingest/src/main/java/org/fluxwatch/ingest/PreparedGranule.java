package org.fluxwatch.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.sensor.SensorDescription;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.FailureAnswer.PutAside;
import org.fluxwatch.ingest.FailureAnswer.Reason;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.gridding.GranuleSoundings;
import org.fluxwatch.ingest.gridding.Gridding;
import org.fluxwatch.ingest.lite.LiteException;
import org.fluxwatch.ingest.lite.LiteFile;
import org.fluxwatch.ingest.lite.QualityScreen;
import org.fluxwatch.ingest.lite.RejectReason;
import org.fluxwatch.ingest.lite.Screened;

/// What goes out for a granule, in one transaction.
///
/// @param observations by domain: its superobservations, then the record that closes them; none when unusable
/// @param state the ledger's entry
/// @param putAside why it cannot be used, or empty
public record PreparedGranule(List<ObservationRecord> observations, GranuleState state, Optional<PutAside> putAside) {
    /// Reads, screens and grids a file.
    public static PreparedGranule read(Granule granule, Path file, Settings settings)
            throws LiteException, IOException {
        final SensorDescription description = LiteName.parse(granule.name(), settings.sensors())
                .map(LiteName::description)
                .orElseThrow(() -> new LiteException(
                        granule.name() + ": is the name of no sensor's file, expected one of "
                                + settings.sensors().known() + " (see sensors-folder)",
                        null));
        final LiteFile lite = LiteFile.read(file, description, settings.ingest().co2Scale());
        return switch (new QualityScreen(settings.ingest(), settings.sensors()).screen(lite, granule.day())) {
            case Screened.Unusable unusable ->
                putAside(
                        granule,
                        new PutAside(Reason.MISSING_VARIABLES, unusable.reason()),
                        unusable.soundings(),
                        unusable.soundings() == 0
                                ? Map.of()
                                : Map.of(RejectReason.MISSING_VARIABLES.label(), unusable.soundings()));
            case Screened.OtherContent other ->
                putAside(
                        granule,
                        new PutAside(Reason.OTHER_CONTENT, other.reason()),
                        other.soundings(),
                        other.rejected());
            case Screened.Usable usable -> gridded(granule, usable, settings);
        };
    }

    private static PreparedGranule putAside(
            Granule granule, PutAside aside, int soundings, Map<String, Integer> rejected) {
        return new PreparedGranule(
                List.of(), unusable(granule, aside.detail(), soundings, rejected), Optional.of(aside));
    }

    /// @param detail one line
    static GranuleState unusable(Granule granule, String detail, int soundings, Map<String, Integer> rejected) {
        return state(granule, GranuleState.Outcome.QUARANTINED, detail, soundings, rejected);
    }

    /// The ledger's entry of a granule that stays as it was published, although a later revision cannot be used.
    static GranuleState kept(GranuleState published, Granule revised, String reason) {
        return new GranuleState(
                published.granule(),
                published.sensor(),
                published.day(),
                published.version(),
                published.outcome(),
                "revision " + revised.version().revision() + " cannot be used: it " + reason,
                published.soundings(),
                published.rejected(),
                published.superobservations(),
                published.co2Scale());
    }

    static PreparedGranule superseded(Granule granule) {
        return new PreparedGranule(
                List.of(),
                state(
                        granule,
                        GranuleState.Outcome.SUPERSEDED,
                        "a newer granule of " + granule.sensor().label() + " " + granule.day() + " is published",
                        0,
                        Map.of()),
                Optional.empty());
    }

    private static PreparedGranule gridded(Granule granule, Screened.Usable usable, Settings settings) {
        final GranuleSoundings soundings = new GranuleSoundings(
                granule.name(),
                granule.sensor(),
                granule.day(),
                granule.version(),
                usable.standIns(),
                settings.ingest().co2Scale(),
                usable.accepted());
        final SortedMap<String, Grid> grids = new TreeMap<>();
        settings.domains().forEach((domain, of) -> grids.put(domain, of.modelGrid()));
        final Map<String, Gridding.Gridded> gridded =
                Gridding.of(settings.ingest()).grid(soundings, grids);
        final List<ObservationRecord> observations = new ArrayList<>();
        final Map<String, Integer> counts = new TreeMap<>();
        for (String domain : settings.domains().keySet()) {
            final Gridding.Gridded own = Objects.requireNonNull(gridded.get(domain));
            observations.addAll(own.superobservations());
            observations.add(closing(soundings, granule, domain, own, usable));
            counts.put(domain, own.superobservations().size());
        }
        return new PreparedGranule(
                List.copyOf(observations),
                new GranuleState(
                        granule.name(),
                        granule.sensor(),
                        granule.day(),
                        granule.version(),
                        GranuleState.Outcome.PUBLISHED,
                        "",
                        usable.soundings(),
                        usable.rejected(),
                        counts,
                        soundings.co2Scale()),
                Optional.empty());
    }

    private static DayComplete closing(
            GranuleSoundings soundings,
            Granule granule,
            String domain,
            Gridding.Gridded gridded,
            Screened.Usable usable) {
        final Map<String, Integer> rejected = new TreeMap<>(usable.rejected());
        if (gridded.outside() > 0) rejected.put(RejectReason.OUTSIDE_DOMAIN, gridded.outside());
        return new DayComplete(
                domain,
                granule.sensor(),
                granule.day(),
                granule.name(),
                granule.version(),
                gridded.superobservations().size(),
                usable.soundings(),
                rejected,
                usable.standIns(),
                soundings.co2Scale());
    }

    /// Of a granule that is not published: its scale is that of records that hold no CO2.
    private static GranuleState state(
            Granule granule,
            GranuleState.Outcome outcome,
            String detail,
            int soundings,
            Map<String, Integer> rejected) {
        return new GranuleState(
                granule.name(),
                granule.sensor(),
                granule.day(),
                granule.version(),
                outcome,
                detail,
                soundings,
                rejected,
                Map.of(),
                Co2Scale.X2007);
    }
}
