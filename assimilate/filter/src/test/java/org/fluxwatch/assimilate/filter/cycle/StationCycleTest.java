package org.fluxwatch.assimilate.filter.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.inputs.station.StationFiles;
import org.fluxwatch.assimilate.inputs.station.StationTexts;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A station with hourly means in the middle of the domain.
class StationCycleTest {
    private static final String STATION = "co2_tst_hourly";

    @TempDir
    Path folder;

    @BeforeEach
    void aStationThatSees410() throws IOException {
        write(hour -> 410);
    }

    private void write(IntToDoubleFunction ppm) throws IOException {
        final List<String> lines = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++)
            lines.add(StationTexts.line("2019 06 01 " + hour + " 00 00", ppm.applyAsDouble(hour), 33.2, 113.7, 600));
        StationTexts.write(folder, STATION, "hourly", lines);
    }

    private DayResult run(boolean assimilate, List<Superobservation> satellites, Consumer<EnsembleState> spoil) {
        final Map<String, String> overrides = new TreeMap<>();
        overrides.put("FLUXWATCH_DOMAINS_TINY_INPUTS_STATIONS_KIND", "files");
        overrides.put("FLUXWATCH_DOMAINS_TINY_INPUTS_STATIONS_FOLDER", folder.toString());
        overrides.put("FLUXWATCH_DOMAINS_TINY_INPUTS_STATIONS_ASSIMILATE", Boolean.toString(assimilate));
        overrides.put("FLUXWATCH_DOMAINS_TINY_INPUTS_STATIONS_ERROR_PPM", "0.5");
        try (NumericsPool pool = new NumericsPool(1)) {
            final Settings settings = Tiny.settings(overrides);
            final DomainModel model = Tiny.model(settings, pool);
            final EnsembleState state = model.initialState(Tiny.START);
            spoil.accept(state);
            final DayCycle cycle = new DayCycle(model, state, 0, satellites, stations(settings, model));
            while (!cycle.finished()) cycle.runHour();
            return cycle.result();
        }
    }

    private static DayStations stations(Settings settings, DomainModel model) {
        return StationFiles.of(
                        settings.domains().get(Tiny.DOMAIN).inputs().stations(),
                        model.grid(),
                        settings.assimilate().filter().boundaryCells())
                .day(Tiny.START, _ -> true);
    }

    private DayResult run(boolean assimilate, List<Superobservation> satellites) {
        return run(assimilate, satellites, state -> {});
    }

    private static List<Innovation> ofStation(DayResult day) {
        return day.innovations().stream()
                .filter(innovation -> innovation.observation().sensor() == Sensor.STATION)
                .toList();
    }

    private static Innovation.Filter filter(Innovation innovation) {
        return (Innovation.Filter) innovation.diagnostics();
    }

    @Test
    void aStationThatIsOnlyHeldAgainstTheAnalysisChangesNoBitOfIt() {
        final List<Superobservation> satellites = DayCycleTest.many();
        final DayResult without = DayCycleTest.run(satellites);
        final DayResult with = run(false, satellites);
        DayCycleTest.assertSameBits(with.state(), without.state());
        assertThat(with.fields()).isEqualTo(without.fields());
        assertThat(with.regions()).isEqualTo(without.regions());
        assertThat(with.innovations().stream()
                        .filter(innovation -> innovation.observation().sensor().isSatellite())
                        .toList())
                .isEqualTo(without.innovations());
        assertThat(with.verdict().chiSquare()).isEqualTo(without.verdict().chiSquare());
        assertThat(with.verdict().rankHistogram()).isEqualTo(without.verdict().rankHistogram());
        assertThat(with.verdict().scores())
                .containsAllEntriesOf(without.verdict().scores());
        final Map<String, Integer> counts = new TreeMap<>(with.verdict().counts());
        assertThat(counts.remove("validation")).isEqualTo(24);
        assertThat(counts).isEqualTo(without.verdict().counts());
    }

    @Test
    void itIsSimulatedFromAllLanesInItsHour() {
        final DayResult day = run(false, List.of());
        assertThat(ofStation(day)).hasSize(24).allSatisfy(innovation -> {
            assertThat(innovation.status()).isEqualTo(Status.VALIDATION);
            assertThat(innovation.observation().source()).isEqualTo(STATION);
            assertThat(innovation.observation().errorPpm()).isCloseTo(Math.hypot(0.12, 0.5), within(1e-12));
            assertThat(filter(innovation).controlPpm()).isBetween(400.0, 420.0);
            assertThat(filter(innovation).forecastPpm())
                    .isCloseTo(filter(innovation).controlPpm(), within(1e-3));
            assertThat(innovation.simulated().analysisPpm())
                    .isEqualTo(innovation.simulated().backgroundPpm());
            assertThat(filter(innovation).spreadPpm()).isPositive();
        });
        assertThat(day.verdict().scores().get("station/CTRL").count()).isEqualTo(24);
        assertThat(day.verdict().scores().get("station:" + STATION + "/AN"))
                .isEqualTo(day.verdict().scores().get("station/AN"));
        assertThat(day.inputs()).containsEntry("stations", "validation: " + STATION + " (WMO CO2 X2019)");
    }

    /// The truth has 3 ppm more to begin with; the station is drawn from it and knows.
    @Test
    void aStationOfAKnownTruthDrawsTheAnalysisTowardsIt() throws IOException {
        final List<Innovation> truth = ofStation(run(false, List.of(), state -> {
            for (int e = 0; e < state.co2().length; e++) state.co2()[e] += 3;
        }));
        write(hour -> filter(truth.get(hour)).controlPpm());
        final DayResult validated = run(false, List.of());
        final DayResult assimilated = run(true, List.of());
        final Scores control = assimilated.verdict().scores().get("station/CTRL");
        final Scores background = assimilated.verdict().scores().get("station/background");
        final Scores analysis = assimilated.verdict().scores().get("station/AN");
        assertThat(control.rmsePpm()).isGreaterThan(1);
        assertThat(background.rmsePpm()).isLessThan(0.7 * control.rmsePpm());
        assertThat(analysis.rmsePpm()).isLessThan(0.5 * control.rmsePpm());
        assertThat(assimilated.verdict().scores().get("station/CTRL"))
                .isEqualTo(validated.verdict().scores().get("station/CTRL"));
        assertThat(validated.verdict().scores().get("station/AN").rmsePpm()).isGreaterThan(0.9 * control.rmsePpm());
        assertThat(assimilated.verdict().counts())
                .containsEntry("assimilated", 24)
                .doesNotContainKey("validation");
        assertThat(assimilated.verdict().chiSquare()).isPositive();
        assertThat(assimilated.inputs().get("stations")).startsWith("assimilated, model error 0.5 ppm: " + STATION);
    }

    @Test
    void aStationBeyondTheGateIsNotAssimilated() throws IOException {
        write(hour -> 440);
        final DayResult gated = run(true, List.of());
        assertThat(ofStation(gated)).extracting(Innovation::status).containsOnly(Status.GATED);
        DayCycleTest.assertSameBits(gated.state(), DayCycleTest.run(List.of()).state());
    }

    @Test
    void whateverIsWrongWithTheFilesTheDayIsAnalysedAndItIsCounted() throws IOException {
        Files.writeString(folder.resolve("torn.nc"), "CDF");
        write(hour -> hour == 3 ? 4 : 410);
        final DayResult day = run(false, DayCycleTest.many());
        DayCycleTest.assertSameBits(
                day.state(), DayCycleTest.run(DayCycleTest.many()).state());
        assertThat(ofStation(day)).hasSize(23);
        assertThat(day.stationFaults())
                .containsEntry("station-damaged-file", 1)
                .containsEntry("station-impossible-value", 1)
                .containsEntry("station-no-folder", 0);
        assertThat(DayCycleTest.run(List.of()).stationFaults()).isEmpty();
    }
}
