package org.fluxwatch.publish.remote;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.publish.daily.Companion;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.daily.ReadOnce;
import org.fluxwatch.publish.totals.DayTotals;
import org.fluxwatch.publish.totals.FilterDays;
import org.fluxwatch.publish.totals.InversionMonths;
import org.fluxwatch.publish.totals.RegionDay;

/// What product files say, as series: a value a day of the filter, a month of the inversion, at the midnight (UTC) at
/// which it begins. They are read when asked for, so a revision shows with the next query.
///
/// All have the labels `domain`, `system` and `source="products"`; `fluxwatch_event_...`:
/// ```
/// region_flux_{prior,analysis}[_spread]_tgc_per_day   region    natural flux, positive to the air
/// region_flux_{prior,analysis}_cumulated_tgc          region    since 1 January, or the first day after it
/// revision                                                      of the file
/// chi_square                                                    of the filter's innovations
/// observations                                        status
/// score_{bias,rmse,mae}_ppm, score_observations       set, lane
/// sensor_departure_{mean,rms}_ppm, sensor_observations sensor   o - b of what was assimilated or gated
/// alarm                              sensor, mode, statistic, side    severity, 1 slight to 3 severe
/// departure_{mean,mean_low,mean_high,sd}_ppm          sensor, mode    o - b, and the soft limits of its mean
/// departure_chi_square, departure_gated_ratio         sensor, mode
/// ```
/// A sum since January ends at the first day without a product: it would not be one.
final class EventSeries {
    static final String PREFIX = "fluxwatch_event_";
    static final Map<String, String> SOURCE = Map.of("source", "products");

    /// Days of a domain.
    private static final int REMEMBERED = 4000;

    private static final int REMEMBERED_MONTHS = 1000;
    private static final String PRIOR_SUM = "region_flux_prior_cumulated_tgc";
    private static final String ANALYSIS_SUM = "region_flux_analysis_cumulated_tgc";
    private static final String DAILY_FLUX = "region_flux_%s_tgc_per_day";

    private final ProductFolder folder;
    private final FilterDays days;
    /// By domain: days are walked in their order, so that of more than are remembered none would be found again.
    private final Map<AnalysedDomain, Remembered> remembered = new ConcurrentHashMap<>();
    private final ReadOnce<InversionMonths.Month> months = new ReadOnce<>(REMEMBERED_MONTHS);

    private record Remembered(ReadOnce<DayScores> scores, ReadOnce<DayAlarms> alarms) {
        Remembered() {
            this(new ReadOnce<>(REMEMBERED), new ReadOnce<>(REMEMBERED));
        }
    }

    EventSeries(ProductFolder folder) {
        this.folder = folder;
        this.days = FilterDays.withoutMembers(folder.path());
    }

    /// @throws AnswerBounds.ExceededException beyond what an answer may take
    SeriesSet find(SeriesQuery query, AnswerBounds bounds) throws IOException {
        final SeriesSet found = new SeriesSet(query, bounds);
        for (AnalysedDomain analysed : folder.listed()) {
            final Map<String, String> labels = new HashMap<>(SOURCE);
            labels.put("domain", analysed.domain());
            labels.put("system", analysed.system().label());
            if (query.mayTake(labels))
                switch (analysed.system()) {
                    case FILTER -> filter(analysed, labels, found);
                    case INVERSION -> inversion(analysed, labels, found);
                }
        }
        return found;
    }

    private static long time(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /// The day of a time of any size, within the days there are.
    private static LocalDate day(long ms, LocalDate first, LocalDate last) {
        if (ms <= time(first)) return first;
        if (ms >= time(last)) return last;
        return Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC).toLocalDate();
    }

    /// Files of the periods that are asked for.
    private NavigableMap<LocalDate, Path> asked(AnalysedDomain analysed, SeriesQuery query) throws IOException {
        final NavigableMap<LocalDate, Path> files = folder.days(analysed);
        if (files.isEmpty() || query.endMs() < time(files.firstKey()) || query.startMs() > time(files.lastKey()))
            return Collections.emptyNavigableMap();
        return files.subMap(
                day(query.startMs(), files.firstKey(), files.lastKey()),
                true,
                day(query.endMs(), files.firstKey(), files.lastKey()),
                true);
    }

    private void filter(AnalysedDomain analysed, Map<String, String> labels, SeriesSet found) throws IOException {
        final SeriesQuery query = found.query();
        final NavigableMap<LocalDate, Path> files = asked(analysed, query);
        if (files.isEmpty()) return;
        if (mayTakeAny(query, FLUXES)) fluxes(analysed, files.firstKey(), files.lastKey(), labels, found);
        final boolean isForScores = mayTakeAny(query, OTHERS);
        final boolean isForAlarms = mayTakeAny(query, ALARMS);
        if (!isForScores && !isForAlarms) return;
        final Remembered known = remembered.computeIfAbsent(analysed, _ -> new Remembered());
        for (Map.Entry<LocalDate, Path> day : files.entrySet()) {
            found.bounds().time();
            final Path file = day.getValue();
            final long time = time(day.getKey());
            try {
                if (isForScores)
                    known.scores()
                            .of(file, () -> DayScores.read(file))
                            .ifPresent(one -> scores(one, time, labels, found));
                if (isForAlarms)
                    known.alarms()
                            .of(Companion.OBSERVATIONS.beside(file), () -> folder.alarms(analysed, file))
                            .ifPresent(one -> alarms(one, time, labels, found));
            } catch (NoSuchFileException e) {
                // gone meanwhile, or of 0.2.0 and before without alarms
            }
        }
    }

    /// Whether metrics of these names may be asked for, as far as an equal name tells.
    private static boolean mayTakeAny(SeriesQuery query, String... names) {
        return Arrays.stream(names).anyMatch(name -> query.mayTake(Map.of("__name__", PREFIX + name)));
    }

    private static final String[] FLUXES = {
        "region_flux_prior_tgc_per_day",
        "region_flux_prior_spread_tgc_per_day",
        "region_flux_analysis_tgc_per_day",
        "region_flux_analysis_spread_tgc_per_day",
        PRIOR_SUM,
        ANALYSIS_SUM
    };

    private static final String[] OTHERS = {
        "revision",
        "chi_square",
        "observations",
        "score_bias_ppm",
        "score_rmse_ppm",
        "score_mae_ppm",
        "score_observations",
        "sensor_departure_mean_ppm",
        "sensor_departure_rms_ppm",
        "sensor_observations"
    };

    private static final String[] ALARMS = {
        "alarm",
        "departure_mean_ppm",
        "departure_mean_low_ppm",
        "departure_mean_high_ppm",
        "departure_sd_ppm",
        "departure_chi_square",
        "departure_gated_ratio"
    };

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        final Map<String, String> more = new HashMap<>(labels);
        more.put(name, value);
        return more;
    }

    /// Sums begin with January, so days before those asked for are read too.
    private void fluxes(
            AnalysedDomain analysed, LocalDate from, LocalDate to, Map<String, String> labels, SeriesSet found)
            throws IOException {
        final boolean sums = mayTakeAny(found.query(), PRIOR_SUM, ANALYSIS_SUM);
        final YearSums totals = new YearSums();
        LocalDate begin = sums ? from.withDayOfYear(1) : from;
        while (!begin.isAfter(to)) {
            found.bounds().time();
            final LocalDate next = begin.plusMonths(1).withDayOfMonth(1);
            final LocalDate end = next.isAfter(to) ? to : next.minusDays(1);
            for (DayTotals day : days.read(analysed.domain(), begin, end).days()) fluxes(day, totals, labels, found);
            begin = next;
        }
    }

    private static void fluxes(DayTotals day, YearSums totals, Map<String, String> labels, SeriesSet found) {
        final long time = time(day.day());
        totals.begin(day.day());
        for (RegionDay region : day.regions()) {
            final Map<String, String> of = with(labels, "region", region.region());
            add(found, "prior", of, time, region.prior());
            add(found, "prior_spread", of, time, region.priorSpread());
            add(found, "analysis", of, time, region.analysis());
            add(found, "analysis_spread", of, time, region.analysisSpread());
            totals.add(region.region(), region.prior(), region.analysis());
            found.add(PREFIX + PRIOR_SUM, of, time, totals.prior(region.region()));
            found.add(PREFIX + ANALYSIS_SUM, of, time, totals.analysis(region.region()));
        }
    }

    private static void add(SeriesSet found, String what, Map<String, String> labels, long time, double value) {
        found.add(PREFIX + DAILY_FLUX.replace("%s", what), labels, time, value);
    }

    private static void scores(DayScores day, long time, Map<String, String> labels, SeriesSet found) {
        found.add(PREFIX + "revision", labels, time, day.revision());
        found.add(PREFIX + "chi_square", labels, time, day.chiSquare());
        day.byStatus()
                .forEach((status, count) ->
                        found.add(PREFIX + "observations", with(labels, "status", status), time, count));
        day.scores().forEach((name, score) -> {
            final int slash = name.indexOf('/');
            final Map<String, String> of = with(
                    with(labels, "set", slash < 0 ? name : name.substring(0, slash)),
                    "lane",
                    slash < 0 ? "" : name.substring(slash + 1));
            found.add(PREFIX + "score_bias_ppm", of, time, score.biasPpm());
            found.add(PREFIX + "score_rmse_ppm", of, time, score.rmsePpm());
            found.add(PREFIX + "score_mae_ppm", of, time, score.maePpm());
            found.add(PREFIX + "score_observations", of, time, score.count());
        });
        day.sensors().forEach((sensor, departures) -> {
            final Map<String, String> of = with(labels, "sensor", sensor);
            final int count = departures.count();
            found.add(PREFIX + "sensor_departure_mean_ppm", of, time, departures.sumPpm() / count);
            found.add(PREFIX + "sensor_departure_rms_ppm", of, time, Math.sqrt(departures.squaresPpm2() / count));
            found.add(PREFIX + "sensor_observations", of, time, count);
        });
    }

    private static void alarms(DayAlarms day, long time, Map<String, String> labels, SeriesSet found) {
        for (DayAlarms.Watched watched : day.watched()) {
            final Map<String, String> of =
                    with(with(labels, "sensor", watched.sensor().label()), "mode", watched.mode());
            final DayAlarms.Statistics statistics = watched.statistics();
            final DayAlarms.Range soft =
                    watched.check(DayAlarms.Statistic.OMB_MEAN).soft();
            found.add(PREFIX + "departure_mean_ppm", of, time, statistics.ombMeanPpm());
            found.add(PREFIX + "departure_mean_low_ppm", of, time, soft.low());
            found.add(PREFIX + "departure_mean_high_ppm", of, time, soft.high());
            found.add(PREFIX + "departure_sd_ppm", of, time, statistics.ombSdPpm());
            found.add(PREFIX + "departure_chi_square", of, time, statistics.chiSquare());
            found.add(PREFIX + "departure_gated_ratio", of, time, statistics.gatedShare());
        }
        for (DayAlarms.Alarm alarm : day.alarms()) {
            final Map<String, String> of =
                    with(with(labels, "sensor", alarm.sensor().label()), "mode", alarm.mode());
            found.add(
                    PREFIX + "alarm",
                    with(
                            with(of, "statistic", alarm.statistic().label()),
                            "side",
                            alarm.side().label()),
                    time,
                    alarm.severity().ordinal());
        }
    }

    private void inversion(AnalysedDomain analysed, Map<String, String> labels, SeriesSet found) throws IOException {
        final NavigableMap<LocalDate, Path> files = asked(analysed, found.query());
        if (files.isEmpty()) return;
        for (InversionMonths.Month month :
                InversionMonths.read(folder.path(), analysed.domain(), files.firstKey(), files.lastKey(), months))
            for (InversionMonths.Region region : month.regions()) {
                final Map<String, String> of = with(labels, "region", region.name());
                final long time = time(month.month().atDay(1));
                add(found, "prior", of, time, region.prior());
                add(found, "prior_spread", of, time, region.priorSpread());
                add(found, "analysis", of, time, region.analysis());
                add(found, "analysis_spread", of, time, region.analysisSpread());
            }
        if (!mayTakeAny(found.query(), OTHERS)) return;
        for (Map.Entry<LocalDate, Path> month : files.entrySet())
            folder.edition(analysed, month.getValue())
                    .ifPresent(edition ->
                            found.add(PREFIX + "revision", labels, time(month.getKey()), edition.revision()));
    }
}
