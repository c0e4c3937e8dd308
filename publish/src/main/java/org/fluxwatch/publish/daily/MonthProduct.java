package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.DailyAnalysis.Inversion;
import org.fluxwatch.contract.record.DailyAnalysis.Making;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;

/// All that is known of a month of one domain when a day has been analysed: the content of a monthly file.
///
/// @param identity of that day's analysis
/// @param inputs what drove the model, by kind
/// @param making by what the analysis was made
/// @param standIns assumptions that any of the month's granules was read with, and drivers that are invented
/// @param background by which the innovations were made
/// @param method how rows are made, in a line
/// @param fields of the month, without [Inversion#EARLIER_SUFFIX]
/// @param innovations of the month's observations, in their order
public record MonthProduct(
        AnalysisIdentity identity,
        Map<String, String> inputs,
        Making making,
        Set<StandIn> standIns,
        String background,
        String method,
        MonthEstimate estimate,
        List<AnalysisField> fields,
        List<Innovation> innovations)
        implements Product {
    public MonthProduct {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
        standIns = Collections.unmodifiableSet(new TreeSet<>(standIns));
        fields = List.copyOf(fields);
        innovations = List.copyOf(innovations);
    }

    /// The months that a day's analysis has a say in, ascending; none where it can say nothing yet.
    /// The last of them is the day's own or, where estimates come some days late, still the one before.
    ///
    /// @throws IllegalArgumentException when its months are others, do not follow each other, or it has
    ///     fields of a month that it does not have
    static List<MonthProduct> of(DayProduct day, Inversion inversion) {
        final AnalysisIdentity identity = day.identity();
        final List<MonthEstimate> months = inversion.months();
        final YearMonth own = YearMonth.from(identity.day());
        for (int m = 0; m < months.size(); m++) {
            final YearMonth month = months.get(m).month();
            final YearMonth last = months.getLast().month();
            final boolean follows = month.equals(last.minusMonths(months.size() - 1L - m));
            if (!follows || !last.equals(own) && !last.equals(own.minusMonths(1)))
                throw new IllegalArgumentException(
                        identity + " has month " + month + ", expected its own, the one before, or these two");
        }
        for (AnalysisField field : day.fields())
            if (months.size() < (ownName(field.name()).equals(field.name()) ? 1 : 2))
                throw new IllegalArgumentException(
                        identity + " has field " + field.name() + " and " + months.size() + " months");
        final List<MonthProduct> products = new ArrayList<>();
        for (int m = 0; m < months.size(); m++) products.add(of(day, inversion, months.get(m), m < months.size() - 1));
        return products;
    }

    private static MonthProduct of(DayProduct day, Inversion inversion, MonthEstimate estimate, boolean isEarlier) {
        final List<MonthEstimate> months = inversion.months();
        final List<Innovation> innovations = day.innovations().stream()
                .filter(innovation -> months.size() == 1
                        || isEarlier == isBefore(innovation, months.getLast().month()))
                .toList();
        final Set<StandIn> standIns = new TreeSet<>(day.standIns());
        if (!estimate.month().equals(YearMonth.from(day.begin())))
            standIns.removeAll(StandIn.ofGranules()); // those are of the day's own
        innovations.forEach(
                innovation -> standIns.addAll(innovation.observation().standIns()));
        return new MonthProduct(
                day.identity(),
                day.analysis().sources().inputs(),
                day.analysis().sources().making(),
                standIns,
                inversion.background(),
                inversion.method(),
                estimate,
                fields(day.fields(), isEarlier),
                innovations);
    }

    /// Whether an observation is of an earlier month. One whose time lies outside the day it came with is of the
    /// nearer of the two.
    private static boolean isBefore(Innovation innovation, YearMonth month) {
        return innovation
                .observation()
                .position()
                .time()
                .isBefore(month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static List<AnalysisField> fields(List<AnalysisField> all, boolean isEarlier) {
        return all.stream()
                .filter(field -> field.name().endsWith(Inversion.EARLIER_SUFFIX) == isEarlier)
                .map(field -> new AnalysisField(
                        field.identity(),
                        ownName(field.name()),
                        field.longName(),
                        field.units(),
                        field.cellMethods(),
                        field.values()))
                .toList();
    }

    /// A field's name in its month's file.
    static String ownName(String name) {
        return name.endsWith(Inversion.EARLIER_SUFFIX)
                ? name.substring(0, name.length() - Inversion.EARLIER_SUFFIX.length())
                : name;
    }

    public YearMonth month() {
        return estimate.month();
    }

    /// Observations by what was done with them.
    public Map<String, Integer> byStatus() {
        return innovations.stream()
                .collect(Collectors.toMap(o -> o.status().label(), _ -> 1, Integer::sum, TreeMap::new));
    }

    @Override
    public LocalDate begin() {
        return month().atDay(1);
    }

    @Override
    public Edition edition() {
        return new Edition(identity.day(), identity.revision(), status());
    }

    private String status() {
        return estimate.finished()
                ? Edition.FINAL
                : "open, " + estimate.daysIn() + " of " + month().lengthOfMonth() + " days";
    }

    @Override
    public List<Granule> granules() {
        return estimate.granules();
    }

    @Override
    public Set<Sensor> missingSensors() {
        final Set<Sensor> sensors = new TreeSet<>();
        estimate.missing().forEach((sensor, days) -> {
            if (!days.isEmpty()) sensors.add(sensor);
        });
        return sensors;
    }

    /// Such as `east-asia/inversion 2019-05 as of 2019-05-23 revision 0 (open, 23 of 31 days)`.
    @Override
    public String toString() {
        return identity.analysed() + " " + month() + " as of " + edition();
    }
}
