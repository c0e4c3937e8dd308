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
import java.util.TreeMap;
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

    private final Settings settings;
    private final FaultPlan plan;
    private final String domain;
    private final DomainSettings domainSettings;
    private final Monitor monitor;
    private final PrintWriter out;

    private int cleanDays;
    private int falseAlarms;
    private int faults;
    private int found;

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
    /// @return whether every fault was found in time and laid where it belongs, with one false alarm at most
    public boolean run(List<Long> seeds, Path folder) throws IOException {
        final FaultRuns runs = new FaultRuns(settings, plan);
        for (long seed : seeds) {
            final var departures = runs.of(seed, folder);
            clean(seed, run(departures, FaultRuns.CLEAN));
            for (Map.Entry<String, Map<Sensor, Double>> fault : runs.faults().entrySet())
                faulty(seed, fault.getKey(), fault.getValue(), departures);
        }
        out.printf(
                Locale.ROOT,
                "%nfaults found within %d days and laid where they belong: %d of %d%nfalse alarms: %d on %d days without a fault, after soft limits were there%n",
                IN_TIME_DAYS,
                found,
                faults,
                falseAlarms,
                cleanDays);
        out.flush();
        return found == faults && falseAlarms <= 1;
    }

    private void clean(long seed, NavigableMap<Integer, List<Departure>> days) {
        final NavigableMap<Integer, DayAlarms> watched = watch(days);
        for (Map.Entry<Integer, DayAlarms> day : watched.entrySet()) {
            if (isJudged(day.getValue())) cleanDays++;
            falseAlarms += day.getValue().alarms().size();
            print(seed, FaultRuns.CLEAN, day.getKey(), day.getValue());
        }
        out.printf(Locale.ROOT, "seed %d  %-10s %d days, no more alarms%n", seed, FaultRuns.CLEAN, days.size());
        out.flush();
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
            Map<String, NavigableMap<Integer, List<Departure>>> departures) {
        final NavigableMap<Integer, List<Departure>> days =
                new TreeMap<>(run(departures, FaultRuns.CLEAN).headMap(plan.faultDay()));
        days.putAll(run(departures, name));
        final NavigableMap<Integer, DayAlarms> watched = watch(days).tailMap(plan.faultDay(), true);
        int first = 0;
        boolean isRight = true;
        for (Map.Entry<Integer, DayAlarms> day : watched.entrySet()) {
            print(seed, name, day.getKey(), day.getValue());
            final int since = day.getKey() - plan.faultDay() + 1;
            for (Alarm alarm : day.getValue().alarms()) {
                if (first == 0 && names(alarm, fault)) first = since;
                if (since <= IN_TIME_DAYS && !isRight(alarm, fault)) isRight = false;
            }
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

    /// Whether an alarm says what is wrong: of a sensor that is at fault alone its name, else the model.
    private boolean names(Alarm alarm, Map<Sensor, Double> fault) {
        return isOfAll(fault)
                ? alarm.side() == Side.MODEL
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
