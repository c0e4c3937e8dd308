package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.IngestSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.gridding.GranuleSoundings;
import org.fluxwatch.ingest.gridding.Gridding;
import org.fluxwatch.ingest.lite.LiteException;
import org.fluxwatch.ingest.lite.LiteFile;
import org.fluxwatch.ingest.lite.QualityScreen;
import org.fluxwatch.ingest.lite.Screened;

/// A Lite file, as ingest reads, screens and grids it, once more with stand-ins for what it lacks, and on to the topic.
final class LiteTarget implements Target {
    private static final String DOMAIN = "fuzz";
    private static final GranuleVersion VERSION = GranuleVersion.of("B11210Ar", "190507120000", 1);

    private final Path folder;
    private final IngestSettings strict = settings("");
    private final IngestSettings lenient =
            settings("ingest: {gridding: thin, ocean-glint: true, accept-missing-quality-flag: true,"
                    + " accept-missing-column-operator: true}");
    private final org.fluxwatch.contract.grid.Grid grid =
            SettingsLoader.defaults().domains().values().iterator().next().modelGrid();

    LiteTarget(Path folder) {
        this.folder = folder;
    }

    private static IngestSettings settings(String text) {
        return SettingsLoader.parse(text, "fuzz", Map.of()).ingest();
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        return LiteSeeds.in(folder);
    }

    @Override
    public List<String> words() {
        return List.of(
                "sounding_id",
                "xco2",
                "missing_value",
                "_FillValue",
                "seconds since 1970-01-01",
                "OHDR",
                "OCHK",
                "TREE",
                "SNOD",
                "FRHP",
                "FHDB",
                "GCOL",
                "Sounding");
    }

    @Override
    public String take(byte[] input) throws Exception {
        final Path file = folder.resolve(LiteSeeds.NAME);
        Files.write(file, input);
        final LiteFile lite;
        try {
            lite = LiteFile.read(
                    file, Sensors.builtIn().description(Sensor.OCO2).orElseThrow(), strict.co2Scale());
        } catch (LiteException e) {
            return Outcomes.refused(e);
        }
        return taken(lite, strict) + "; " + taken(lite, lenient);
    }

    private String taken(LiteFile lite, IngestSettings settings) {
        return switch (new QualityScreen(settings, Sensors.builtIn()).screen(lite, LiteSeeds.DAY)) {
            case Screened.Unusable unusable -> "unusable: " + Outcomes.kind(unusable.reason());
            case Screened.OtherContent other ->
                "other content: " + other.rejected().keySet() + Outcomes.kind(other.reason());
            case Screened.Usable usable -> {
                int used = usable.accepted().size();
                for (int count : usable.rejected().values()) used += count;
                Impossible.unless(
                        used == usable.soundings(), "soundings accepted or rejected, of " + usable.soundings(), used);
                for (Sounding sounding : usable.accepted()) Soundness.check(sounding, LiteSeeds.DAY, settings);
                grid(usable, settings);
                yield "usable " + (usable.accepted().isEmpty() ? "" : "with soundings ")
                        + usable.rejected().keySet() + usable.standIns();
            }
        };
    }

    private void grid(Screened.Usable usable, IngestSettings settings) {
        final GranuleSoundings soundings = new GranuleSoundings(
                LiteSeeds.NAME,
                Sensor.OCO2,
                LiteSeeds.DAY,
                VERSION,
                usable.standIns(),
                settings.co2Scale(),
                usable.accepted());
        for (Superobservation one :
                Gridding.of(settings).grid(soundings, DOMAIN, grid).superobservations()) {
            Soundness.check(one);
            Soundness.check(one.column());
            Soundness.comesBack(Topics.OBSERVATIONS, one);
        }
    }
}
