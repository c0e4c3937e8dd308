package org.fluxwatch.deploy.osse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.publish.monitoring.Departure;

/// The filter in one invented world, once as it is, and from a day on with retrievals that are too high: those of each
/// sensor alone, and of all.
/// ```
/// World ──> Lite files ──> ingest ──> filter ──> departures      every day
///   └─────> the same with a fault ──> filter ──> departures      from the day of the fault, from its state
/// ```
/// Departures are kept in a file: a line that says what made them, then one a run and day. A file that is whole is used
/// again by what would make the same; of others it is refused.
final class FaultRuns {
    /// The run without a fault.
    static final String CLEAN = "clean";

    /// Of the first line: the digest of what made the departures, see [RunDigest].
    private static final String MAKER = "maker";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Settings settings;
    private final String domain;
    private final DomainSettings domainSettings;
    private final FaultPlan plan;
    private final Consumer<String> told;

    /// @param told of departures that are used again, a line each
    FaultRuns(Settings settings, FaultPlan plan, Consumer<String> told) {
        this.settings = settings;
        this.told = told;
        this.domain = settings.domains().keySet().iterator().next();
        this.domainSettings = settings.domain(domain);
        this.plan = plan;
    }

    /// Departures by run and day, from 0 on.
    ///
    /// @param seed of all that is true
    /// @param folder of the file
    /// @throws SettingsException when there is a file that other settings or another state of the program have made
    Map<String, NavigableMap<Integer, List<Departure>>> of(long seed, Path folder) throws IOException {
        final Path file = folder.resolve("seed" + seed + ".jsonl");
        if (Files.isRegularFile(file)) {
            requireOwn(file);
            final var departures = read(file);
            if (isWhole(departures)) {
                told.accept("seed " + seed + ": departures of an earlier run are used again, from " + file);
                return departures;
            }
        }
        make(seed, file);
        return read(file);
    }

    private String maker() {
        return RunDigest.of(settings, domain, List.of());
    }

    private void requireOwn(Path file) throws IOException {
        final String made = madeBy(file);
        if (!made.equals(maker()))
            throw new SettingsException(
                    file + ": its departures are of other settings, or another state of the program (" + made
                            + ", this is " + maker() + "); expected another folder (--out), or none of that name",
                    null);
    }

    private static String madeBy(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            return JSON.readTree(Objects.requireNonNullElse(lines.readLine(), "{}"))
                    .path(MAKER)
                    .asText("unknown");
        } catch (JsonProcessingException e) {
            return "unknown";
        }
    }

    /// Faults by run.
    Map<String, Map<Sensor, Double>> faults() {
        final Map<String, Map<Sensor, Double>> faults = new LinkedHashMap<>();
        final Map<Sensor, Double> all = new TreeMap<>();
        for (Sensor sensor : domainSettings.sensors()) {
            faults.put(name(sensor.label()), Map.of(sensor, plan.faultPpm()));
            all.put(sensor, plan.faultPpm());
        }
        faults.put(name("all"), all);
        return faults;
    }

    private String name(String what) {
        return String.format(Locale.ROOT, "%s%+.1f@%d", what, plan.faultPpm(), plan.faultDay());
    }

    private boolean isWhole(Map<String, NavigableMap<Integer, List<Departure>>> runs) {
        if (!runs.containsKey(CLEAN) || runs.get(CLEAN).size() < plan.days()) return false;
        return faults().keySet().stream()
                .allMatch(run -> runs.containsKey(run) && runs.get(run).size() == plan.faultDays());
    }

    /// A filter that goes on from day to day.
    private final class Run {
        private final String name;
        private final Map<Sensor, Double> fault;
        private EnsembleState state;

        Run(String name, Map<Sensor, Double> fault, EnsembleState state) {
            this.name = name;
            this.fault = fault;
            this.state = state;
        }

        List<Innovation> analyse(DomainModel model, LiteIntake intake, World.Day day, Path lite) throws IOException {
            final List<Path> files = new ArrayList<>();
            for (Sensor sensor : domainSettings.sensors())
                files.add(LiteFileWriter.write(
                        day.look(sensor, fault.getOrDefault(sensor, 0.0)).granule(), lite));
            final DayCycle cycle =
                    new DayCycle(model, state, 0, intake.read(files).observations(), DayStations.NONE);
            while (!cycle.finished()) cycle.runHour();
            state = cycle.result().state();
            for (Path file : files) Files.delete(file);
            return cycle.result().innovations();
        }
    }

    private void make(long seed, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        final Path lite = file.resolveSibling("lite" + seed);
        try (NumericsPool pool = new NumericsPool(
                        NumericsPool.orOnePerCore(settings.assimilate().threads()));
                BufferedWriter out = Files.newBufferedWriter(part)) {
            out.write(JSON.createObjectNode().put(MAKER, maker()) + "\n");
            final World world = new World(domainSettings, seed, pool);
            final DomainModel model = new DomainModel(
                    domain, domainSettings, settings.assimilate(), ModelInputs.of(domainSettings, pool), pool);
            final LiteIntake intake = new LiteIntake(settings, domain);
            final Run clean = new Run(CLEAN, Map.of(), model.initialState(domainSettings.start()));
            List<Run> faulty = List.of();
            for (int d = 0; d < plan.days(); d++) {
                final EnsembleState before = clean.state;
                if (d == plan.faultDay())
                    faulty = faults().entrySet().stream()
                            .map(fault -> new Run(fault.getKey(), fault.getValue(), before))
                            .toList();
                if (d == plan.faultDay() + plan.faultDays()) faulty = List.of();
                final World.Day day = world.nextDay();
                write(out, clean, d, clean.analyse(model, intake, day, lite));
                for (Run run : faulty) write(out, run, d, run.analyse(model, intake, day, lite));
            }
        }
        Files.deleteIfExists(lite);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(BufferedWriter out, Run run, int day, List<Innovation> innovations) throws IOException {
        final ObjectNode line = JSON.createObjectNode().put("run", run.name).put("d", day);
        final ArrayNode all = line.putArray("obs");
        for (Departure departure : Departure.of(innovations))
            all.addArray()
                    .add(departure.sensor().label())
                    .add(departure.mode().label())
                    .add(departure.status().label())
                    .add(departure.ombPpm())
                    .add(departure.omaPpm())
                    .add(departure.variancePpm2());
        out.write(line + "\n");
        out.flush();
    }

    private static Map<String, NavigableMap<Integer, List<Departure>>> read(Path file) throws IOException {
        final Map<String, NavigableMap<Integer, List<Departure>>> runs = new LinkedHashMap<>();
        final List<String> lines = Files.readAllLines(file);
        for (String text : lines.subList(1, lines.size())) {
            final JsonNode line = JSON.readTree(text);
            final List<Departure> departures = new ArrayList<>();
            for (JsonNode one : line.get("obs"))
                departures.add(new Departure(
                        Sensor.of(one.get(0).asText()),
                        ViewMode.of(one.get(1).asText()),
                        Status.valueOf(one.get(2).asText().toUpperCase(Locale.ROOT)),
                        one.get(3).asDouble(),
                        one.get(4).asDouble(),
                        one.get(5).asDouble()));
            runs.computeIfAbsent(line.get("run").asText(), _ -> new TreeMap<>())
                    .put(line.get("d").asInt(), departures);
        }
        return runs;
    }
}
