package org.fluxwatch.publish.explain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.explain.ContributingDays.Shared;
import org.fluxwatch.publish.explain.RegionExplanation.GranuleShare;
import org.fluxwatch.publish.explain.RegionExplanation.GroupShare;
import org.fluxwatch.publish.explain.RegionExplanation.WithoutSensor;
import org.fluxwatch.publish.explain.SensorExplanation.GranuleDeparture;
import org.fluxwatch.publish.explain.SensorExplanation.ModeAdvice;
import org.fluxwatch.publish.explain.SensorExplanation.RegionShare;

/// Explains days of the filter from their files.
public final class Explanations {
    /// Observations that an explanation lists.
    static final int LISTED = 200;

    /// Observed days that the advice on errors is made of.
    private static final int ADVICE_DAYS = 20;

    /// Days that are looked through for them: of a sensor that has gone nothing is to be said.
    private static final int ADVICE_SPAN_DAYS = 90;

    private static final String UNIT = "TgC d-1";

    private static final Comparator<Innovation> PLACE = Comparator.comparing(
                    (Innovation one) -> one.observation().position().time())
            .thenComparing(one -> one.observation().source())
            .thenComparing(one -> one.observation().id());

    private final ProductFolder folder;

    public Explanations(ProductFolder folder) {
        this.folder = folder;
    }

    /// What there is to say.
    public sealed interface Found<T> {
        record Explained<T>(T explanation) implements Found<T> {}

        /// @param why there is none, in one line
        record Missing<T>(String why) implements Found<T> {}
    }

    /// Why a region's flux of a day is as it is.
    public Found<RegionExplanation> region(AnalysedDomain analysed, LocalDate day, String region) throws IOException {
        return of(analysed, day, days -> {
            final List<String> names =
                    days.regions().stream().map(RegionFlux::region).toList();
            return names.contains(region)
                    ? new Found.Explained<>(region(days, names.indexOf(region)))
                    : new Found.Missing<>("no such region on " + day + ", expected one of " + names);
        });
    }

    /// What a sensor has done to a day.
    ///
    /// @param mode only of observations in it
    public Found<SensorExplanation> sensor(
            AnalysedDomain analysed, LocalDate day, Sensor sensor, Optional<ViewMode> mode) throws IOException {
        return of(analysed, day, days -> new Found.Explained<>(sensor(analysed, days, sensor, mode)));
    }

    @FunctionalInterface
    private interface Explaining<T> {
        Found<T> of(ContributingDays days) throws IOException;
    }

    private <T> Found<T> of(AnalysedDomain analysed, LocalDate day, Explaining<T> explaining) throws IOException {
        if (analysed.system() != AssimilationSystem.FILTER)
            return new Found.Missing<>("only days of the filter can be explained: the inversion solves a month at once,"
                    + " so that its observations have no shares");
        try {
            final Optional<ContributingDays> days = ContributingDays.read(folder, analysed, day);
            return days.isPresent()
                    ? explaining.of(days.get())
                    : new Found.Missing<>("no analysis of " + analysed + " for " + day + " yet");
        } catch (DamagedProductException e) {
            return new Found.Missing<>("the file of " + analysed + " for " + day + " is damaged");
        }
    }

    private static RegionExplanation region(ContributingDays days, int region) {
        final AnalysisIdentity identity = days.own().analysis().identity();
        final RegionFlux flux = days.regions().get(region);
        final List<Shared> bySize = days.shared().stream()
                .sorted(Comparator.comparingDouble((Shared one) -> -Math.abs(days.share(one, region)))
                        .thenComparing(Shared::innovation, PLACE))
                .toList();
        return new RegionExplanation(
                identity.domain(),
                identity.system(),
                identity.day(),
                identity.revision(),
                flux.region(),
                UNIT,
                days.before(region),
                flux.analysisTgCPerDay(),
                days.increment(region),
                flux.priorSpreadTgCPerDay(),
                flux.analysisSpreadTgCPerDay(),
                days.sum(region),
                days.smoothingDays(),
                groups(days, region),
                granules(days, region),
                bySize.stream()
                        .limit(LISTED)
                        .map(one -> ExplainedObservation.of(one.innovation(), days.share(one, region)))
                        .toList(),
                bySize.stream()
                        .skip(LISTED)
                        .mapToDouble(one -> days.share(one, region))
                        .sum(),
                without(days, region),
                days.missing(region));
    }

    private record Group(Sensor sensor, ViewMode mode) {}

    private static List<GroupShare> groups(ContributingDays days, int region) {
        final Map<Group, List<Shared>> groups = new LinkedHashMap<>();
        for (Shared one : days.shared())
            groups.computeIfAbsent(
                            new Group(
                                    one.innovation().observation().sensor(),
                                    one.innovation().observation().mode()),
                            _ -> new ArrayList<>())
                    .add(one);
        return groups.entrySet().stream()
                .map(group -> new GroupShare(
                        group.getKey().sensor(),
                        group.getKey().mode(),
                        sum(days, group.getValue(), region),
                        group.getValue().size()))
                .sorted(Comparator.comparingDouble((GroupShare group) -> -Math.abs(group.share()))
                        .thenComparing(GroupShare::sensor)
                        .thenComparing(GroupShare::mode))
                .toList();
    }

    private record Source(LocalDate day, Sensor sensor, String granule) {
        static Source of(Innovation innovation) {
            return new Source(
                    innovation.identity().day(),
                    innovation.observation().sensor(),
                    innovation.observation().source());
        }
    }

    private static List<GranuleShare> granules(ContributingDays days, int region) {
        final Map<Source, List<Shared>> granules = new LinkedHashMap<>();
        for (Shared one : days.shared())
            granules.computeIfAbsent(Source.of(one.innovation()), _ -> new ArrayList<>())
                    .add(one);
        return granules.entrySet().stream()
                .map(granule -> new GranuleShare(
                        granule.getKey().granule(),
                        granule.getKey().sensor(),
                        granule.getKey().day(),
                        sum(days, granule.getValue(), region),
                        granule.getValue().size()))
                .sorted(Comparator.comparingDouble((GranuleShare granule) -> -Math.abs(granule.share()))
                        .thenComparing(GranuleShare::day)
                        .thenComparing(GranuleShare::granule))
                .toList();
    }

    private static double sum(ContributingDays days, List<Shared> shared, int region) {
        return shared.stream().mapToDouble(one -> days.share(one, region)).sum();
    }

    private static List<WithoutSensor> without(ContributingDays days, int region) {
        final double after = days.regions().get(region).analysisTgCPerDay();
        final List<WithoutSensor> without = new ArrayList<>();
        final SortedSet<Sensor> sensors = new TreeSet<>();
        for (Shared one : days.shared())
            sensors.add(one.innovation().observation().sensor());
        for (Sensor sensor : sensors) {
            final List<Shared> own = of(days, sensor, Optional.empty());
            final double share = days.missing(region).isEmpty() ? sum(days, own, region) : Double.NaN;
            without.add(new WithoutSensor(sensor, after - share, -share));
        }
        return without;
    }

    private static List<Shared> of(ContributingDays days, Sensor sensor, Optional<ViewMode> mode) {
        final Predicate<Innovation> wanted = isOf(sensor, mode);
        return days.shared().stream()
                .filter(one -> wanted.test(one.innovation()))
                .toList();
    }

    private static Predicate<Innovation> isOf(Sensor sensor, Optional<ViewMode> mode) {
        return innovation -> innovation.observation().sensor().equals(sensor)
                && mode.map(innovation.observation().mode()::equals).orElse(true);
    }

    private SensorExplanation sensor(
            AnalysedDomain analysed, ContributingDays days, Sensor sensor, Optional<ViewMode> mode) throws IOException {
        final AnalysisIdentity identity = days.own().analysis().identity();
        final List<Innovation> own =
                days.own().innovations().stream().filter(isOf(sensor, mode)).toList();
        final Map<LocalDate, List<Innovation>> observed = lastObserved(analysed, identity.day(), isOf(sensor, mode));
        final List<Shared> shared = of(days, sensor, mode);
        return new SensorExplanation(
                identity.domain(),
                identity.system(),
                identity.day(),
                identity.revision(),
                sensor,
                mode.orElse(null),
                UNIT,
                days.smoothingDays(),
                own.stream()
                        .sorted(Comparator.comparingDouble(Explanations::bySize).thenComparing(PLACE))
                        .limit(LISTED)
                        .map(innovation -> ExplainedObservation.of(innovation, null))
                        .toList(),
                departures(own),
                regions(days, shared),
                ErrorAdvice.of(departures(observed, _ -> true)).orElse(null),
                byMode(observed),
                days.missing());
    }

    /// Those that could not be simulated come last.
    private static double bySize(Innovation innovation) {
        final double departure = innovation.departurePpm();
        return Double.isNaN(departure) ? 0 : -Math.abs(departure);
    }

    private static List<GranuleDeparture> departures(List<Innovation> own) {
        final Map<Source, List<Innovation>> granules = new LinkedHashMap<>();
        for (Innovation innovation : own)
            granules.computeIfAbsent(Source.of(innovation), _ -> new ArrayList<>())
                    .add(innovation);
        return granules.entrySet().stream()
                .map(granule -> new GranuleDeparture(
                        granule.getKey().granule(),
                        granule.getKey().sensor(),
                        granule.getKey().day(),
                        granule.getValue().size(),
                        granule.getValue().stream()
                                .mapToDouble(Innovation::departurePpm)
                                .filter(departure -> !Double.isNaN(departure))
                                .average()
                                .orElse(Double.NaN)))
                .toList();
    }

    private static List<RegionShare> regions(ContributingDays days, List<Shared> shared) {
        final List<RegionShare> regions = new ArrayList<>();
        for (int r = 0; r < days.regions().size(); r++) {
            final RegionFlux flux = days.regions().get(r);
            final double share = days.missing(r).isEmpty() ? sum(days, shared, r) : Double.NaN;
            final double after = flux.analysisTgCPerDay();
            regions.add(new RegionShare(flux.region(), share, days.increment(r), after, after - share));
        }
        return regions;
    }

    /// Assimilated observations of the last days that have any, the day itself included.
    private Map<LocalDate, List<Innovation>> lastObserved(
            AnalysedDomain analysed, LocalDate day, Predicate<Innovation> wanted) throws IOException {
        final Map<LocalDate, List<Innovation>> observed = new TreeMap<>();
        final Map<LocalDate, Path> files = folder.days(analysed)
                .subMap(day.minusDays(ADVICE_SPAN_DAYS), true, day, true)
                .descendingMap();
        for (Map.Entry<LocalDate, Path> file : files.entrySet()) {
            if (observed.size() == ADVICE_DAYS) break;
            final List<Innovation> own = assimilated(file.getValue(), wanted);
            if (!own.isEmpty()) observed.put(file.getKey(), own);
        }
        return observed;
    }

    /// None of a file that is damaged.
    private static List<Innovation> assimilated(Path file, Predicate<Innovation> wanted) throws IOException {
        try {
            return DailyFile.readObserved(file).innovations().stream()
                    .filter(innovation -> innovation.status() == Innovation.Status.ASSIMILATED)
                    .filter(wanted)
                    .toList();
        } catch (DamagedProductException e) {
            return List.of();
        }
    }

    private static List<List<ErrorAdvice.Departure>> departures(
            Map<LocalDate, List<Innovation>> observed, Predicate<Innovation> wanted) {
        return observed.values().stream()
                .map(day -> day.stream()
                        .filter(wanted)
                        .map(one -> new ErrorAdvice.Departure(
                                one.departurePpm(),
                                one.observation().ppm() - one.simulated().analysisPpm(),
                                one.observation().errorPpm()))
                        .toList())
                .toList();
    }

    private static List<ModeAdvice> byMode(Map<LocalDate, List<Innovation>> observed) {
        final List<ModeAdvice> advice = new ArrayList<>();
        for (ViewMode mode : ViewMode.values())
            ErrorAdvice.of(departures(observed, one -> one.observation().mode() == mode))
                    .ifPresent(found -> advice.add(new ModeAdvice(mode, found)));
        return advice;
    }
}
