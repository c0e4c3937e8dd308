package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.fluxwatch.assimilate.service.DomainSystems;
import org.fluxwatch.assimilate.stream.DomainRescue;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.deploy.reproduce.DataDenial;
import org.fluxwatch.deploy.rescue.StateFile;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.explain.Explanations;
import org.fluxwatch.publish.explain.SensorExplanation;
import org.fluxwatch.publish.web.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Why a day is as it is.
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        synopsisHeading =
                "Usage: fluxwatch explain REGION DAY [OPTIONS]%n   or: fluxwatch explain ALARM [OPTIONS]%n   or: ",
        description = {
            "Print which observations have moved a region's natural flux of a day, by sensor, granule and sounding, and what",
            "it would have been without a sensor; or with --sensor what a sensor has done to all regions of the day, and what",
            "departures say of its errors. The filter takes observations one by one, so that their shares sum to the",
            "increment. Of an alarm: its statistic and limits over the last days, the other sensors, and what the sensor did.",
            "Works on the products folder alone.",
            "With --replay the days are run again with and without the sensor, from the newest checkpoint before them (of Kafka, or",
            "--state), else from the domain's first day; no service is touched. Exits with 1 when something is missing."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private SettingsAndBroker where;

    @Parameters(
            arity = "1..2",
            paramLabel = "[REGION] DAY | ALARM",
            description =
                    "A region as products name it, and a day, YYYY-MM-DD; or an alarm as `alarms` lists them, such as"
                            + " east-asia/filter/2019-05-03/oco2.")
    private List<String> what = new ArrayList<>();

    @Mixin
    private DomainOption domain;

    @Option(names = "--sensor", paramLabel = "NAME", description = "oco2, oco3 or gosat; also station, tccon.")
    private @Nullable String sensor;

    @Option(names = "--mode", paramLabel = "MODE", description = "Only observations in it: nadir, glint, target, ...")
    private @Nullable String mode;

    @Option(names = "--replay", description = "Run the days without the sensor, beside what the shares say.")
    private boolean replay;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description = "With --replay: the first day without the sensor, instead of the day itself.")
    private @Nullable LocalDate since;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "With --replay: a state of export-state to go on from, instead of a checkpoint.")
    private @Nullable Path stateFile;

    @Mixin
    private GranulesOption granules;

    @Option(names = "--json", description = "One JSON object instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.ERROR, null);
        check();
        final Settings settings = where.load();
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        if (isAlarm()) return alarm(settings, folder, AlarmHistory.Name.of(what.getFirst()));
        final AnalysedDomain analysed = folder.own(domain.of(settings));
        final Explanations explanations = new Explanations(folder);
        final LocalDate day = day();
        if (sensor == null)
            return printed(explanations.region(analysed, day, what.getFirst()), ExplanationTable::region);
        final var found =
                explanations.sensor(analysed, day, named("--sensor", sensor, settings.sensors()::observing), mode());
        if (replay && found instanceof Explanations.Found.Explained<SensorExplanation>(var explanation))
            return replayed(settings, folder.find(analysed, day).orElseThrow(), explanation);
        return printed(found, ExplanationTable::sensor);
    }

    private boolean isAlarm() {
        return sensor == null && what.size() == 1 && what.getFirst().contains("/");
    }

    private int alarm(Settings settings, ProductFolder folder, AlarmHistory.Name name) throws IOException {
        DomainOption.of(settings, name.analysed().domain());
        final Optional<AlarmHistory> history = AlarmHistory.of(folder, name);
        if (history.isEmpty() && !AlarmHistory.isWatched(folder, name)) {
            spec.commandLine()
                    .getErr()
                    .println("fluxwatch: whether " + name.analysed() + " had alarms on " + name.day()
                            + " cannot be said: there is no file of that day that says, or it is damaged");
            return 1;
        }
        if (history.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("fluxwatch: " + name.analysed() + " has no alarm on "
                            + name.sensor().label() + " on " + name.day()
                            + "; `./fluxwatch alarms` lists those there are");
            return 1;
        }
        final AlarmHistory alarm = history.get();
        final Optional<ViewMode> ofMode = alarm.alarm().mode().equals(DayAlarms.ALL_MODES)
                ? Optional.empty()
                : Optional.of(ViewMode.of(alarm.alarm().mode()));
        final var found = new Explanations(folder).sensor(name.analysed(), name.day(), name.sensor(), ofMode);
        if (json && found instanceof Explanations.Found.Missing<SensorExplanation>(var why)) {
            spec.commandLine().getOut().println(Json.text(Map.of("history", alarm.view(), "missing", why)));
            spec.commandLine().getOut().flush();
            return printed(found, ExplanationTable::sensor);
        }
        if (json && found instanceof Explanations.Found.Explained<SensorExplanation>(var explanation)) {
            spec.commandLine().getOut().println(Json.text(Map.of("history", alarm.view(), "explanation", explanation)));
            spec.commandLine().getOut().flush();
            return 0;
        }
        alarm.print(spec.commandLine().getOut());
        return printed(found, ExplanationTable::sensor);
    }

    private void check() {
        if (isAlarm() && !replay && mode == null && since == null && stateFile == null) return;
        if (sensor == null && what.size() == 1 && what.getFirst().contains("/"))
            throw new SettingsException(
                    "an alarm goes without --replay, --since, --state and --mode; expected --sensor NAME DAY with them",
                    null);
        if (sensor == null && what.size() != 2)
            throw new SettingsException("expected REGION DAY, an alarm, or --sensor NAME DAY", null);
        if (sensor != null && what.size() != 1)
            throw new SettingsException("expected a DAY beside --sensor, without a region", null);
        if (sensor == null && (mode != null || replay))
            throw new SettingsException((replay ? "--replay" : "--mode") + " goes with --sensor", null);
        if (!replay && (since != null || stateFile != null))
            throw new SettingsException((since != null ? "--since" : "--state") + " goes with --replay", null);
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(what.getLast());
        } catch (DateTimeException e) {
            throw new SettingsException("day is '" + what.getLast() + "', expected YYYY-MM-DD", null);
        }
    }

    private Optional<ViewMode> mode() {
        return Optional.ofNullable(mode).map(label -> named("--mode", label, ViewMode::of));
    }

    private static <T> T named(String option, String label, Function<String, T> of) {
        try {
            return of.apply(label);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(option + ": " + Printable.line(Messages.of(e)), e);
        }
    }

    @FunctionalInterface
    private interface Table<T> {
        void print(T explanation, PrintWriter out);
    }

    private <T> int printed(Explanations.Found<T> found, Table<T> table) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        return switch (found) {
            case Explanations.Found.Explained<T>(var explanation) -> {
                if (json) out.println(Json.text(explanation));
                else table.print(explanation, out);
                out.flush();
                yield 0;
            }
            case Explanations.Found.Missing<T>(var why) -> {
                spec.commandLine().getErr().println("fluxwatch: " + Printable.line(why));
                yield 1;
            }
        };
    }

    /// A region's flux by a run with the sensor and one without it, TgC per day.
    ///
    /// @param withoutByShares NaN where shares are not known
    record Replayed(String region, double with, double withoutByShares, double withoutByReplay) {}

    private int replayed(Settings settings, Path file, SensorExplanation explanation) throws IOException {
        final PrintWriter out = spec.commandLine().getOut();
        final LocalDate from = since == null ? explanation.day() : since;
        final Path work = WorkFolder.create("fluxwatch-explain");
        try {
            final DataDenial denial = new DataDenial(
                    file,
                    new DataDenial.Denied(explanation.sensor(), Optional.ofNullable(explanation.mode()), from),
                    granules.folders(settings),
                    state(settings, explanation.domain(), from),
                    work,
                    this::tell);
            return switch (denial.run()) {
                case DataDenial.Outcome.Missing(var what) -> {
                    for (String line : what)
                        spec.commandLine().getErr().println("fluxwatch: missing: " + Printable.line(line));
                    yield 1;
                }
                case DataDenial.Outcome.Made made -> {
                    final List<Replayed> regions = regions(explanation, made);
                    if (json) out.println(Json.text(Map.of("explanation", explanation, "replay", regions)));
                    else {
                        ExplanationTable.sensor(explanation, out);
                        ExplanationTable.replay(explanation, from, made.leftOut(), regions, out);
                    }
                    out.flush();
                    yield 0;
                }
            };
        } finally {
            WorkFolder.delete(work);
        }
    }

    /// Progress, which is no part of the answer.
    private void tell(String line) {
        spec.commandLine().getErr().println(Printable.line(line));
        spec.commandLine().getErr().flush();
    }

    private Optional<DomainState> state(Settings settings, String ofDomain, LocalDate from) throws IOException {
        if (stateFile != null) return Optional.of(StateFile.read(stateFile));
        try (DomainRescue rescue = new DomainSystems(settings).rescue(ofDomain, () -> 0)) {
            final Optional<DomainState> state = rescue.before(from);
            tell(state.map(found -> "from the checkpoint at " + found.nextDay())
                    .orElse("there is no checkpoint at " + from + " or before: from the domain's first day"));
            return state;
        } catch (KafkaException e) {
            tell("Kafka at " + settings.kafka().bootstrapServers() + " gives no checkpoint (" + Messages.of(e)
                    + "): from the domain's first day");
            return Optional.empty();
        }
    }

    /// The run with all may start from another checkpoint than the file did, or be of another version: both runs are
    /// held against each other, and it is said when the first is not the file.
    private List<Replayed> regions(SensorExplanation explanation, DataDenial.Outcome.Made made) {
        final Map<String, Double> with = fluxes(made.with());
        final Map<String, Double> without = fluxes(made.regions());
        final List<Replayed> regions = new ArrayList<>();
        double furthest = 0;
        for (SensorExplanation.RegionShare share : explanation.regions()) {
            final double again = with.getOrDefault(share.region(), Double.NaN);
            furthest = Math.max(furthest, Math.abs(again - share.after()));
            regions.add(new Replayed(
                    share.region(), again, share.afterWithout(), without.getOrDefault(share.region(), Double.NaN)));
        }
        if (furthest > 1e-6 || Double.isNaN(furthest))
            tell(String.format(
                    Locale.ROOT,
                    "the run with all is not the file: regions differ by up to %.4f TgC/day, as it started from another"
                            + " state or is of another version; both runs are compared, shares are the file's",
                    furthest));
        if (since != null && since.isBefore(explanation.day()))
            tell("the shares are of the day alone, the run is without "
                    + explanation.sensor().label() + " since " + since);
        return regions;
    }

    private static Map<String, Double> fluxes(List<RegionFlux> regions) {
        final Map<String, Double> fluxes = new TreeMap<>();
        for (RegionFlux region : regions) fluxes.put(region.region(), region.analysisTgCPerDay());
        return fluxes;
    }
}
