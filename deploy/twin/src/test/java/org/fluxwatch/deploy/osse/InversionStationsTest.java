package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.station.StationTexts;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The inversion of a world's columns against the true air near the ground, where MEGA's stations stand.
class InversionStationsTest {
    private static final Map<String, double[]> PLACES = Map.of(
            "co2_gosan_hourly", new double[] {33.28, 126.15}, "co2_damingshan_hourly", new double[] {30.02, 119});
    private static final int DAYS = 8;

    @TempDir
    Path folder;

    private Settings settings() {
        return SettingsLoader.parse("""
                assimilate:
                  inversion:
                    cell-degrees: 2.0
                    prior-error: {share: 0.5, floor: 0.3, correlation-km: 500.0}
                    representation-error-ppm: 2.0
                    rows: {horizon-days: 5, particles: 500}
                domains:
                  china:
                    start: 2019-07-01
                    system: inversion
                    sensors: [oco2]
                    grid: {columns: 32, rows: 26, cell-km: 200.0}
                    sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
                    inputs:
                      meteorology: {kind: synthetic}
                      prior: {kind: synthetic}
                      boundary: {kind: synthetic}
                      stations: {kind: files, folder: %s}
                """.formatted(folder.resolve("stations")), "the test's settings", Map.of());
    }

    @Test
    void theMonthThatColumnsGiveIsNearerToTheAirThatTheyDoNotSee() throws IOException {
        final Settings settings = settings();
        final Map<String, List<String>> lines = new TreeMap<>();
        Files.createDirectories(folder.resolve("stations"));
        final List<DailyAnalysis> analyses = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(2)) {
            final World world = new World(settings.domain("china"), 1, pool);
            final InversionRun run = new InversionRun(settings, "china", folder.resolve("prepared"), pool);
            for (int n = 0; n < DAYS; n++) {
                final World.Day day = world.nextDay();
                write(day, lines);
                final Path lite = LiteFileWriter.write(day.look(Sensor.OCO2).granule(), folder.resolve("lite"));
                analyses.add(run.analyse(day.day(), List.of(lite)).products().analysis());
            }
        }
        final Map<String, Scores> scores =
                analyses.getLast().ofInversion().months().getLast().scores();
        for (String place : PLACES.keySet()) {
            final Scores prior = Objects.requireNonNull(scores.get("station:" + place + "/prior"));
            final Scores posterior = Objects.requireNonNull(scores.get("station:" + place + "/posterior"));
            assertThat(posterior.count()).isEqualTo(prior.count()).isEqualTo(4 * DAYS);
            assertThat(posterior.correlation()).as(place).isGreaterThan(prior.correlation());
            assertThat(posterior.rmsePpm()).as(place).isLessThan(0.95 * prior.rmsePpm());
            assertThat(posterior.maePpm()).as(place).isLessThan(0.95 * prior.maePpm());
        }
    }

    /// Air is that at the end of the hour, which the model is seen at.
    private void write(World.Day day, Map<String, List<String>> lines) throws IOException {
        for (Map.Entry<String, double[]> place : PLACES.entrySet()) {
            final List<String> of = lines.computeIfAbsent(place.getKey(), _ -> new ArrayList<>());
            final double latitude = place.getValue()[0];
            final double longitude = place.getValue()[1];
            for (int hour = 0; hour < 24; hour++) {
                final LocalDate date = day.day();
                final Instant end =
                        date.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(3600L * (hour + 1));
                of.add(StationTexts.line(
                        "%d %02d %02d %02d 00 00"
                                .formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), hour),
                        day.lowestAir(end, latitude, longitude).orElseThrow(),
                        latitude,
                        longitude,
                        10));
            }
            StationTexts.write(folder.resolve("stations"), place.getKey(), "hourly", of);
        }
    }
}
