package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.monitoring.Departure;
import org.fluxwatch.publish.monitoring.Monitor;
import org.fluxwatch.publish.monitoring.PastDay;

/// Whether alarms on observations come when they should, name who is at fault, and else do not come: the filter in
/// worlds of the twin in which retrievals become faulty, watched as publish watches days.
public final class AlarmExperiment {
    /// An alarm has to come within so many days of the fault, its first one included.
    private static final int IN_TIME_DAYS = 3;

    /// Days that rates are of.
    private static final int RATE_DAYS = 60;

    /// What an alarm says of a sensor that another one pulls along.
    private static final String FOLLOWS = "; it follows ";

    private final Settings settings;
    private final FaultPlan plan;
    private final String domain;
    private final DomainSettings domainSettings;
    private final Monitor monitor;
    private final PrintWriter out;

    private int cleanDays;
    private int falseAlarms;
    private int falseEpisodes;
    private int faults;
    private int found;
    private int faultyDays;
    private int alarmedDays;
    private int verdicts;
    private int wrongVerdicts;

    /// @param settings with one domain in the invented world
    public AlarmExperiment(Settings settings, FaultPlan plan, PrintWriter out) {
        this.settings = settings;
        this.plan = plan;
        this.domain = settings.domains().keySet().iterator().next();
        this.domainSettings = settings.domain(domain);
        this.monitor = new Monitor(settings.publish().alarms());
        this.out = out;
    }

    /// Runs the worlds of these seeds, prints every alarm, and what came of it in all.
    ///
    /// @param folder of the departures, which are used again
    /// @return whether every fault was found in time and laid where it belongs on these days, with at most one
    ///     false alarm in 60 days
    public boolean run(List<Long> seeds, Path folder) throws IOException {
        final FaultRuns runs = new FaultRuns(settings, plan, out::println);
        for (long seed : seeds) {
            final var departures = runs.of(seed, folder);
            final NavigableMap<Integer, DayAlarms> clean = clean(seed, run(departures, FaultRuns.CLEAN));
            for (Map.Entry<String, Map<Sensor, Double>> fault : runs.faults().entrySet())
                faulty(seed, fault.getKey(), fault.getValue(), departures, clean);
        }
        out.printf(
                Locale.ROOT,
                "%nfaults found within %d days and laid where they belong on these: %d of %d%n",
                IN_TIME_DAYS,
                found,
                faults);
        out.printf(
                Locale.ROOT,
                "days of faults with an alarm that names it: %d of %d; alarms on them laid at the wrong door: %d of %d%n",
                alarmedDays,
                faultyDays,
                wrongVerdicts,
                verdicts);
        out.printf(
                Locale.ROOT,
                "false alarms: %d in %d episodes, on %d days without a fault once there were soft limits: %.2f per %d days%n",
                falseAlarms,
                falseEpisodes,
                cleanDays,
                perDays(falseAlarms),
                RATE_DAYS);
        out.flush();
        return found == faults && perDays(falseAlarms) <= 1;
    }

    private double perDays(int count) {
        return cleanDays == 0 ? 0 : (double) count * RATE_DAYS / cleanDays;
    }

    private NavigableMap<Integer, DayAlarms> clean(long seed, NavigableMap<Integer, List<Departure>> days) {
        final NavigableMap<Integer, DayAlarms> watched = watch(days);
        Set<Sensor> before = Set.of();
        for (Map.Entry<Integer, DayAlarms> day : watched.entrySet()) {
            if (isJudged(day.getValue())) cleanDays++;
            final Set<Sensor> off = sensors(day.getValue());
            falseAlarms += off.size();
            for (Sensor sensor : off) if (!before.contains(sensor)) falseEpisodes++;
            before = off;
            print(seed, FaultRuns.CLEAN, day.getKey(), day.getValue());
        }
        out.printf(Locale.ROOT, "seed %d  %-10s %d days, no more alarms%n", seed, FaultRuns.CLEAN, days.size());
        out.flush();
        return watched;
    }

    private static Set<Sensor> sensors(DayAlarms day) {
        return day.alarms().stream().map(Alarm::sensor).collect(Collectors.toSet());
    }

    private static boolean isJudged(DayAlarms day) {
        return day.watched().stream()
                .flatMap(watched -> watched.checks().stream())
                .anyMatch(check -> check.soft().hasLimit());
    }

    private void faulty(
            long seed,
            String name,
            Map<Sensor, Double> fault,
            Map<String, NavigableMap<Integer, List<Departure>>> departures,
            NavigableMap<Integer, DayAlarms> clean) {
        final NavigableMap<Integer, List<Departure>> days =
                new TreeMap<>(run(departures, FaultRuns.CLEAN).headMap(plan.faultDay()));
        days.putAll(run(departures, name));
        final NavigableMap<Integer, DayAlarms> watched = watch(days).tailMap(plan.faultDay(), true);
        int first = 0;
        boolean isRight = true;
        for (Map.Entry<Integer, DayAlarms> day : watched.entrySet()) {
            print(seed, name, day.getKey(), day.getValue());
            final int since = day.getKey() - plan.faultDay() + 1;
            // an alarm that is there without the fault does not find it
            final Set<Sensor> anyway = sensors(Objects.requireNonNull(clean.get(day.getKey())));
            final List<Alarm> alarms = day.getValue().alarms().stream()
                    .filter(alarm -> !anyway.contains(alarm.sensor()))
                    .toList();
            final boolean isNamed = alarms.stream().anyMatch(alarm -> names(alarm, fault));
            final int wrong = (int)
                    alarms.stream().filter(alarm -> !isRight(alarm, fault)).count();
            if (first == 0 && isNamed) first = since;
            if (since <= IN_TIME_DAYS && wrong > 0) isRight = false;
            faultyDays++;
            if (isNamed) alarmedDays++;
            verdicts += alarms.size();
            wrongVerdicts += wrong;
        }
        final boolean isFound = first > 0 && first <= IN_TIME_DAYS && isRight;
        faults++;
        if (isFound) found++;
        out.printf(
                Locale.ROOT,
                "seed %d  %-10s %s%n",
                seed,
                name,
                isFound
                        ? "found on day " + first + " of the fault"
                        : first == 0
                                ? "NOT FOUND"
                                : isRight ? "FOUND LATE, on day " + first : "LAID AT THE WRONG DOOR");
        out.flush();
    }

    private static NavigableMap<Integer, List<Departure>> run(
            Map<String, NavigableMap<Integer, List<Departure>>> departures, String name) {
        return Objects.requireNonNull(departures.get(name), () -> "there is no run " + name);
    }

    private boolean isOfAll(Map<Sensor, Double> fault) {
        return fault.keySet().containsAll(domainSettings.sensors());
    }

    /// Whether an alarm says what is wrong: of a sensor that is at fault alone its name, else the model, and not that
    /// one sensor follows another.
    private boolean names(Alarm alarm, Map<Sensor, Double> fault) {
        return isOfAll(fault)
                ? alarm.side() == Side.MODEL && !alarm.text().contains(FOLLOWS)
                : fault.containsKey(alarm.sensor()) && alarm.side() == Side.SENSOR;
    }

    /// Whether it lays nothing at the wrong door: that another sensor follows the one at fault is right.
    private boolean isRight(Alarm alarm, Map<Sensor, Double> fault) {
        return names(alarm, fault)
                || !isOfAll(fault) && !fault.containsKey(alarm.sensor()) && alarm.side() == Side.MODEL;
    }

    private void print(long seed, String run, int day, DayAlarms alarms) {
        for (Alarm alarm : alarms.alarms())
            out.printf(
                    Locale.ROOT,
                    "seed %d  %-10s day %2d  %-12s %-7s %s%n",
                    seed,
                    run,
                    day,
                    alarm.severity().label(),
                    alarm.side().label(),
                    alarm.text());
    }

    private NavigableMap<Integer, DayAlarms> watch(NavigableMap<Integer, List<Departure>> days) {
        final NavigableMap<Integer, DayAlarms> watched = new TreeMap<>();
        final List<PastDay> past = new ArrayList<>();
        days.forEach((d, departures) -> {
            final LocalDate day = domainSettings.start().plusDays(d);
            final boolean spinUp = d < settings.assimilate().filter().spinUpDays();
            final DayAlarms alarms = monitor.watchDepartures(
                    new AnalysisIdentity(domain, AssimilationSystem.FILTER, day, 0),
                    departures,
                    spinUp,
                    past.subList(Math.max(0, past.size() - Monitor.HORIZON_DAYS), past.size()),
                    domainSettings.sensors());
            past.add(new PastDay(alarms, spinUp));
            watched.put(d, alarms);
        });
        return watched;
    }
}
