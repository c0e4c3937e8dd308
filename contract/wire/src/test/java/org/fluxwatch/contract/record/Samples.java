package org.fluxwatch.contract.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One record of each type, the ones of the golden files.
public final class Samples {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final String GRANULE = "oco2_LtCO2_190503_B11210Ar_240820000231s.nc4";
    private static final GranuleVersion VERSION = GranuleVersion.of("B11210Ar", "240820000231", 1);

    /// As schemas 1 to 5 had it: its mode is not known.
    public static final Superobservation FORMER_SUPEROBSERVATION = superobservation(ViewMode.UNKNOWN);

    public static final Superobservation SUPEROBSERVATION = superobservation(ViewMode.SNAPSHOT_AREA);

    private static Superobservation superobservation(ViewMode mode) {
        return new Superobservation(
                "east-asia",
                Sensor.OCO2,
                DAY,
                GRANULE,
                VERSION,
                "34N116E-1",
                mode,
                Instant.parse("2019-05-03T05:11:07.250Z"),
                34.25,
                116.125,
                412.375,
                0.625,
                new ColumnRetrieval(
                        411.5,
                        new Profile(new float[] {0.1f, 500, 1000}),
                        new Profile(new float[] {0.25f, 0.5f, 0.25f}),
                        new Profile(new float[] {0.7f, 1.05f, 0.95f}),
                        new Profile(new float[] {405, 410.1f, 413})),
                7,
                true,
                Set.of(StandIn.QUALITY_FLAG, StandIn.COLUMN_OPERATOR),
                Co2Scale.X2007);
    }

    public static final DayComplete DAY_COMPLETE = new DayComplete(
            "east-asia",
            Sensor.GOSAT,
            DAY,
            GRANULE,
            VERSION,
            1,
            176_825,
            Map.of("quality", 100, "ocean", 20, "outside-domains", 3, "uncertainty", 1),
            Set.of(),
            Co2Scale.X2007);

    public static final Retraction RETRACTION = new Retraction("east-asia", Sensor.OCO2, DAY, GRANULE, VERSION);

    public static final DomainRestart DOMAIN_RESTART = new DomainRestart("east-asia");

    public static final DomainFilled DOMAIN_FILLED = new DomainFilled("east-asia");

    public static final Heartbeat HEARTBEAT = new Heartbeat(
            "ingest",
            "host-3f2a91c0",
            Instant.parse("2019-05-10T06:00:00Z"),
            Instant.parse("2019-05-12T07:30:05.250Z"),
            5,
            "0.2.0",
            false,
            java.util.List.of(
                    new Heartbeat.Part("archive", Heartbeat.State.WAITING, "status 503 (6 attempts)"),
                    new Heartbeat.Part("kafka", Heartbeat.State.UP, "")),
            java.util.List.of(new Heartbeat.Disk("ingest", 107_374_182_400.0, 214_748_364_800.0)),
            Map.of("token-days-left", 31.5, "archive-answered-seconds", 1_557_646_195.0));

    public static final DomainImport DOMAIN_IMPORT = new DomainImport("east-asia", DAY, 1_760_000_000_123L, 104, 2);

    public static final GranuleState GRANULE_STATE = new GranuleState(
            GRANULE,
            Sensor.OCO3,
            DAY,
            VERSION,
            GranuleState.Outcome.QUARANTINED,
            "is no HDF5 file",
            0,
            Map.of("quality", 2, "ocean", 1),
            Map.of("europe", 0, "east-asia", 4),
            Co2Scale.X2007);

    private static final AnalysisIdentity IDENTITY =
            new AnalysisIdentity("east-asia", AssimilationSystem.FILTER, DAY, 2);

    /// One that could not be simulated: its ppm are NaN. As schemas 1 to 5 had it.
    public static final Innovation FORMER_INNOVATION = new Innovation(
            IDENTITY,
            new Innovation.Observation(
                    Sensor.OCO2,
                    GRANULE,
                    "34N116E-1",
                    ViewMode.UNKNOWN,
                    new Innovation.Position(Instant.parse("2019-05-03T05:11:07Z"), 34.25, 116.125),
                    412.375,
                    0.625,
                    7,
                    Set.of(StandIn.QUALITY_FLAG)),
            Innovation.Simulated.NONE,
            Innovation.Status.OUTSIDE_DOMAIN,
            Innovation.Filter.NONE);

    public static final Innovation INNOVATION = new Innovation(
            IDENTITY,
            new Innovation.Observation(
                    Sensor.OCO2,
                    GRANULE,
                    "34N116E-1",
                    ViewMode.GLINT,
                    new Innovation.Position(Instant.parse("2019-05-03T05:11:07Z"), 34.25, 116.125),
                    412.375,
                    0.625,
                    7,
                    Set.of(StandIn.QUALITY_FLAG)),
            new Innovation.Simulated(411.5, 412),
            Innovation.Status.ASSIMILATED,
            new Innovation.Filter(0.75, 410.5, 411.25, 44, new FluxShares(new float[] {-0.125f, 0, 1e-7f, 2.5f})));

    public static final Innovation STATION_INNOVATION = new Innovation(
            IDENTITY.withRevision(0),
            new Innovation.Observation(
                    Sensor.STATION,
                    "co2_cbw_tower-insitu_445_allvalid-207magl",
                    "co2_cbw_tower-insitu_445_allvalid-207magl~2019-05-03T04:30:00Z",
                    ViewMode.UNKNOWN,
                    new Innovation.Position(Instant.parse("2019-05-03T04:30:00Z"), 51.9703, 4.9264),
                    418.25,
                    2.0625,
                    60,
                    Set.of()),
            new Innovation.Simulated(417.5, 417.625),
            Innovation.Status.VALIDATION,
            new Innovation.Filter(0.75, 416.5, 416.75, 31, FluxShares.NONE));

    public static final AnalysisField ANALYSIS_FIELD = new AnalysisField(
            IDENTITY, "flux_analysis", "natural CO2 flux, analysis", "umol m-2 s-1", "time: mean", new float[] {
                -2.5f, 0, Float.NaN, 1e-7f
            });

    public static final FluxDetail FLUX_DETAIL =
            new FluxDetail(IDENTITY, FluxDetail.Kind.HOUR_SPREAD, 23, new float[] {-2.5f, 0, Float.NaN, 1e-7f});

    /// As schema 4 had it: by what it was made is not known.
    public static final DailyAnalysis FORMER_DAILY_ANALYSIS = new DailyAnalysis(
            IDENTITY,
            new DailyAnalysis.Sources(
                    List.of(new DailyAnalysis.Granule(GRANULE, Sensor.OCO2, VERSION, 9, Co2Scale.X2007)),
                    Set.of(Sensor.OCO3, Sensor.GOSAT),
                    Set.of(),
                    Map.of("prior", "synthetic seed 2019", "meteorology", "synthetic seed 2019")),
            new DailyAnalysis.Counts(9, Map.of("assimilated", 6, "gated", 1, "withheld", 2)),
            List.of(new DailyAnalysis.RegionFlux(
                    "wuyi", 24_700, -0.5, 0.25, -0.625, 0.125, Double.NaN, Double.NaN, DailyAnalysis.Members.NONE)),
            List.of("flux_analysis", "flux_prior"),
            new DailyAnalysis.Filter(
                    2,
                    5,
                    false,
                    1.0625,
                    List.of(1, 0, 3),
                    Map.of(
                            "withheld/AN", new DailyAnalysis.Scores(2, 0.5, 0.75, 0.6, Double.NaN),
                            "assimilated/FC", new DailyAnalysis.Scores(6, -0.25, 1.5, 1.25, 0.875))));

    public static final DailyAnalysis DAILY_ANALYSIS = new DailyAnalysis(
            IDENTITY,
            new DailyAnalysis.Sources(
                    FORMER_DAILY_ANALYSIS.sources().granules(),
                    FORMER_DAILY_ANALYSIS.sources().missingSensors(),
                    Set.of(),
                    FORMER_DAILY_ANALYSIS.sources().inputs(),
                    new DailyAnalysis.Making("0.3.0", "{\"ensemble\":{\"members\":2}}", "2019-05-01")),
            new DailyAnalysis.Counts(
                    9,
                    FORMER_DAILY_ANALYSIS.counts().byStatus(),
                    Map.of(FluxDetail.Kind.HOUR_SPREAD, 24, FluxDetail.Kind.MEMBER, 2)),
            List.of(new DailyAnalysis.RegionFlux(
                    "wuyi",
                    24_700,
                    -0.5,
                    0.25,
                    -0.625,
                    0.125,
                    1.5,
                    0.0625,
                    new DailyAnalysis.Members(List.of(-0.75, -0.25), List.of(-0.75, -0.5)))),
            FORMER_DAILY_ANALYSIS.fields(),
            FORMER_DAILY_ANALYSIS.diagnostics());

    public static final DailyAnalysis FORMER_INVENTED_DAILY_ANALYSIS = new DailyAnalysis(
            FORMER_DAILY_ANALYSIS.identity(),
            new DailyAnalysis.Sources(
                    FORMER_DAILY_ANALYSIS.sources().granules(),
                    Set.of(),
                    Set.of(StandIn.COLUMN_OPERATOR, StandIn.INVENTED_METEOROLOGY, StandIn.INVENTED_BOUNDARY),
                    FORMER_DAILY_ANALYSIS.sources().inputs()),
            FORMER_DAILY_ANALYSIS.counts(),
            FORMER_DAILY_ANALYSIS.regions(),
            FORMER_DAILY_ANALYSIS.fields(),
            FORMER_DAILY_ANALYSIS.diagnostics());

    private Samples() {}

    public static final DayAlarms DAY_ALARMS = new DayAlarms(
            new AnalysisIdentity("east-asia", AssimilationSystem.FILTER, LocalDate.of(2019, 6, 15), 1),
            List.of(
                    new DayAlarms.Watched(
                            Sensor.OCO2,
                            DayAlarms.ALL_MODES,
                            new DayAlarms.Statistics(39, 0.0625, 1.5, 0.75, 0.25, 0.5, 4.5),
                            List.of(new DayAlarms.Check(
                                    DayAlarms.Statistic.OMB_MEAN,
                                    new DayAlarms.Range(-1, 0.75),
                                    new DayAlarms.Range(-4, 4),
                                    DayAlarms.Severity.CONSIDERABLE))),
                    new DayAlarms.Watched(Sensor.GOSAT, DayAlarms.ALL_MODES, DayAlarms.Statistics.NONE, List.of())),
            List.of(new DayAlarms.Alarm(
                    "east-asia/filter/2019-06-15/oco2",
                    Sensor.OCO2,
                    DayAlarms.ALL_MODES,
                    DayAlarms.Statistic.OMB_MEAN,
                    DayAlarms.Severity.CONSIDERABLE,
                    1.5,
                    new DayAlarms.Range(-1, 0.75),
                    3,
                    10,
                    DayAlarms.Side.SENSOR,
                    "oco2 is off.")));
}
