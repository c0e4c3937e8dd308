package org.fluxwatch.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.contract.record.DailyAnalysis.Inversion;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.RegionTotal;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.daily.DayProduct;

/// Invented analyses of an inversion over the area of `plane`. A month is open until the 20th of the next.
public final class Months {
    public static final AnalysedDomain MONTHS = new AnalysedDomain("months", AssimilationSystem.INVERSION);

    /// Those of [Days] and an inversion's, `months`.
    public static final String SETTINGS = Days.SETTINGS + """
              months:
                start: 2019-05-01
                system: inversion
                sensors: [oco2]
                patience-days: 5
                grid: {kind: stereographic, columns: 12, rows: 9, centre-latitude: 35.0, centre-longitude: 116.0,
                       cell-km: 500.0, west: 0.0, south: 0.0, cell-degrees: 1.0}
                sigma-edges: [1.0, 0.5, 0.0]
                top-hpa: 40.0
            assimilate: {inversion: {cell-degrees: 10.0}}
            """;

    private static final String STATION = "co2_gsn_hourly";

    private Months() {}

    /// @param folder where the products go, below `products`
    public static Settings settings(Path folder) {
        return SettingsLoader.parse(
                SETTINGS + "kafka: {bootstrap-servers: '127.0.0.1:1'}\ndata-folder: " + folder + "\n",
                "the test's settings",
                Map.of());
    }

    public static Grid grid() {
        return settings(Path.of("unused")).productGrid(MONTHS);
    }

    /// The analysis of a day as the inversion gives it: its month so far, and up to the 20th the month before.
    ///
    /// @param perDay observations
    public static DayProduct day(LocalDate day, int revision, int perDay) {
        return day(day, revision, perDay, 0);
    }

    /// The same where estimates come some days later than observations.
    public static DayProduct day(LocalDate asOf, int revision, int perDay, int lagDays) {
        final AnalysisIdentity identity = new AnalysisIdentity(MONTHS.domain(), MONTHS.system(), asOf, revision);
        final LocalDate day = asOf.minusDays(lagDays);
        final YearMonth own = YearMonth.from(day);
        final List<MonthEstimate> months = new ArrayList<>();
        final List<AnalysisField> fields = new ArrayList<>();
        final List<Innovation> innovations = new ArrayList<>();
        if (day.getDayOfMonth() <= 20)
            add(own.minusMonths(1), own.minusMonths(1).atEndOfMonth(), day, identity, perDay, months, innovations);
        add(own, day, day, identity, perDay, months, innovations);
        for (MonthEstimate month : months)
            fields.addAll(fields(identity, month.month().equals(own) ? "" : Inversion.EARLIER_SUFFIX));
        return new DayProduct(
                new DailyAnalysis(
                        identity,
                        new DailyAnalysis.Sources(
                                List.of(),
                                Set.of(),
                                Set.of(StandIn.INVENTED_METEOROLOGY),
                                Map.of("meteorology", "synthetic weather, seed 2019"),
                                new DailyAnalysis.Making("0.3.0", "{\"assimilate\":{}}", "2019-05-01")),
                        new DailyAnalysis.Counts(innovations.size(), Map.of("assimilated", perDay)),
                        List.of(new RegionFlux(
                                "north", 2.1e6, -1.25, 0.9, -1.84, 0.55, 1.5, 0.25, DailyAnalysis.Members.NONE)),
                        fields.stream().map(AnalysisField::name).toList(),
                        new Inversion("Reference", "particles: 20000 back 20 days", months)),
                fields,
                innovations);
    }

    /// The same with a station that the months are held against: an hour of each day, of which the first could not
    /// be simulated.
    public static DayProduct withStations(DayProduct day) {
        final DailyAnalysis analysis = day.analysis();
        final Inversion inversion = analysis.ofInversion();
        final List<Innovation> innovations = new ArrayList<>(day.innovations());
        for (MonthEstimate month : inversion.months())
            for (int d = 1; d <= month.daysIn(); d++)
                innovations.add(station(day.identity(), month.month().atDay(d), d > 1));
        return new DayProduct(
                new DailyAnalysis(
                        day.identity(),
                        analysis.sources(),
                        new DailyAnalysis.Counts(
                                innovations.size(), analysis.counts().byStatus()),
                        analysis.regions(),
                        analysis.fields(),
                        new Inversion(
                                inversion.background(),
                                inversion.method(),
                                inversion.months().stream()
                                        .map(Months::withStations)
                                        .toList())),
                day.fields(),
                innovations);
    }

    private static Innovation station(AnalysisIdentity identity, LocalDate day, boolean simulated) {
        final Instant time = day.atTime(4, 30).toInstant(ZoneOffset.UTC);
        return new Innovation(
                identity,
                new Innovation.Observation(
                        Sensor.STATION,
                        STATION,
                        STATION + "~" + time,
                        ViewMode.UNKNOWN,
                        new Innovation.Position(time, 33.28, 126.15),
                        421.5,
                        2,
                        55,
                        Set.of()),
                simulated ? new Innovation.Simulated(418.5, 420.75) : Innovation.Simulated.NONE,
                Status.VALIDATION,
                new Innovation.Inversion(
                        simulated ? 415.25 : Double.NaN, simulated ? "" : "not-near", simulated ? 0.25 : 0));
    }

    private static MonthEstimate withStations(MonthEstimate month) {
        final Map<String, Scores> scores = new TreeMap<>(month.scores());
        for (String set : List.of("station", "station:" + STATION)) {
            scores.put(set + "/prior", new Scores(month.daysIn() - 1, 3, 3, 3, 0.5));
            scores.put(set + "/posterior", new Scores(month.daysIn() - 1, 0.75, 0.75, 0.75, 0.625));
        }
        return new MonthEstimate(
                month.month(),
                month.daysIn(),
                month.finished(),
                month.used(),
                month.unused(),
                month.chiSquare(),
                month.degreesOfFreedom(),
                month.offsetsPpm(),
                month.lostShare(),
                month.regions(),
                month.covariance(),
                scores,
                month.granules(),
                month.missing());
    }

    private static void add(
            YearMonth month,
            LocalDate last,
            LocalDate asOf,
            AnalysisIdentity identity,
            int perDay,
            List<MonthEstimate> months,
            List<Innovation> innovations) {
        for (LocalDate day = month.atDay(1); !day.isAfter(last); day = day.plusDays(1))
            for (int n = 0; n < perDay; n++) innovations.add(innovation(identity, day, n));
        months.add(estimate(
                month, last.getDayOfMonth(), asOf.equals(month.plusMonths(1).atDay(20)), perDay));
    }

    private static Innovation innovation(AnalysisIdentity identity, LocalDate day, int n) {
        final boolean usable = n % 7 != 6;
        return new Innovation(
                identity,
                new Innovation.Observation(
                        Sensor.OCO2,
                        "oco2_LtCO2_" + day + ".nc4",
                        "%03d".formatted(n),
                        ViewMode.UNKNOWN,
                        new Innovation.Position(
                                day.atStartOfDay().toInstant(ZoneOffset.UTC).plusSeconds(3600L * (n % 24)),
                                30 + 0.1 * n,
                                110 + 0.2 * day.getDayOfMonth()),
                        410 + 0.1 * n,
                        0.7,
                        5 + n,
                        n == 1 ? Set.of(StandIn.COLUMN_OPERATOR) : Set.of()),
                usable ? new Innovation.Simulated(409.5, 409.9) : Innovation.Simulated.NONE,
                usable ? (n % 5 == 4 ? Status.WITHHELD : Status.ASSIMILATED) : Status.UNUSABLE,
                new Innovation.Inversion(
                        usable ? 408.5 : Double.NaN, usable ? "" : "no-background", usable ? 0.125 : 0));
    }

    private static List<AnalysisField> fields(AnalysisIdentity identity, String suffix) {
        final float[] prior = new float[grid().cells()];
        final float[] posterior = new float[prior.length];
        for (int c = 0; c < prior.length; c++) {
            prior[c] = (float) Math.sin(c + (suffix.isEmpty() ? 0 : 1));
            posterior[c] = prior[c] + 0.25f;
        }
        posterior[3] = Float.NaN;
        return List.of(
                new AnalysisField(
                        identity,
                        "flux_natural_prior" + suffix,
                        "natural surface flux, prior",
                        "umol m-2 s-1",
                        "time: mean",
                        prior),
                new AnalysisField(
                        identity,
                        "flux_natural_posterior" + suffix,
                        "natural surface flux, posterior",
                        "umol m-2 s-1",
                        "time: mean",
                        posterior),
                new AnalysisField(
                        identity, "observation_count" + suffix, "observations of the cell", "1", "", posterior));
    }

    private static MonthEstimate estimate(YearMonth month, int daysIn, boolean finished, int perDay) {
        final boolean any = perDay > 0;
        return new MonthEstimate(
                month,
                daysIn,
                finished,
                daysIn * perDay,
                any ? Map.of("no-background", 3, "withheld", daysIn) : Map.of(),
                any ? 1.07 : Double.NaN,
                any ? 4.5 : 0,
                any ? List.of(0.05, -0.02) : List.of(),
                any ? 0.01 : Double.NaN,
                List.of(
                        new RegionTotal("north", 2.1e6, 2.5, 0.125, 1.5, 0.9, 1.0, 0.5),
                        new RegionTotal("central", 8.4e5, 1.5, 0.25, 1.25, 0.4, 1.0, 0.25)),
                List.of(List.of(0.25, -0.0625), List.of(-0.0625, 0.0625)),
                any
                        ? Map.of(
                                "used/prior", new Scores(daysIn * perDay, 0.5, 1.4, 1.1, 0.84),
                                "used/posterior", new Scores(daysIn * perDay, 0.1, 0.9, 0.7, 0.9))
                        : Map.of(),
                any
                        ? List.of(new Granule(
                                "oco2_LtCO2_190501_B11210Ar_240820000231s.nc4",
                                Sensor.OCO2,
                                GranuleVersion.of("B11210Ar", "240820000231", 2),
                                perDay,
                                Co2Scale.X2007))
                        : List.of(),
                any ? Map.of(Sensor.OCO2, List.of(month.atDay(1), month.atDay(2))) : Map.of(Sensor.OCO2, List.of()));
    }
}
