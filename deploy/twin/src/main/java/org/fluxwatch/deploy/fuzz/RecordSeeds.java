package org.fluxwatch.deploy.fuzz;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.DomainFilled;
import org.fluxwatch.contract.record.DomainImport;
import org.fluxwatch.contract.record.DomainRestart;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;

/// A record of each kind.
final class RecordSeeds {
    static final String DOMAIN = "east-asia";

    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final String GRANULE = "oco2_LtCO2_190503_B11210Ar_240820000231s.nc4";
    private static final GranuleVersion VERSION = GranuleVersion.of("B11210Ar", "240820000231", 1);
    private static final Instant TIME = Instant.parse("2019-05-03T05:11:07.250Z");

    private static final AnalysisIdentity IDENTITY = new AnalysisIdentity(DOMAIN, AssimilationSystem.FILTER, DAY, 2);

    private static final AnalysisIdentity OF_INVERSION =
            new AnalysisIdentity(DOMAIN, AssimilationSystem.INVERSION, DAY, 1);

    private RecordSeeds() {}

    static List<ObservationRecord> observations() {
        return List.of(
                new Superobservation(
                        DOMAIN,
                        Sensor.OCO2,
                        DAY,
                        GRANULE,
                        VERSION,
                        "34N116E-1",
                        ViewMode.GLINT,
                        TIME,
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
                        Set.of(StandIn.QUALITY_FLAG),
                        Co2Scale.X2007),
                new DayComplete(
                        DOMAIN,
                        Sensor.GOSAT,
                        DAY,
                        GRANULE,
                        VERSION,
                        1,
                        176,
                        Map.of("bad-quality-flag", 100),
                        Set.of(),
                        Co2Scale.X2007),
                new Retraction(DOMAIN, Sensor.OCO2, DAY, GRANULE, VERSION),
                new DomainRestart(DOMAIN),
                new DomainFilled(DOMAIN),
                new DomainImport(DOMAIN, DAY, 1_760_000_000_123L, 104, 2));
    }

    static List<GranuleState> granules() {
        return List.of(new GranuleState(
                GRANULE,
                Sensor.OCO3,
                DAY,
                VERSION,
                GranuleState.Outcome.QUARANTINED,
                "is no HDF5 file",
                0,
                Map.of("fill-value", 2),
                Map.of(DOMAIN, 4),
                Co2Scale.X2007));
    }

    static List<Innovation> innovations() {
        return List.of(
                new Innovation(
                        IDENTITY,
                        new Innovation.Observation(
                                Sensor.OCO2,
                                GRANULE,
                                "34N116E-1",
                                ViewMode.NADIR,
                                new Innovation.Position(TIME, 34.25, 116.125),
                                412.375,
                                0.625,
                                7,
                                Set.of()),
                        new Innovation.Simulated(Double.NaN, 411),
                        Innovation.Status.ASSIMILATED,
                        new Innovation.Filter(0.5, 410, 410.5, 0, new FluxShares(new float[] {0.5f, 0}))),
                new Innovation(
                        IDENTITY.withRevision(0),
                        new Innovation.Observation(
                                Sensor.STATION,
                                "co2_cbw_tower",
                                "co2_cbw_tower~" + TIME,
                                ViewMode.UNKNOWN,
                                new Innovation.Position(TIME, 51.9703, 4.9264),
                                418.25,
                                2.0625,
                                60,
                                Set.of()),
                        new Innovation.Simulated(417.5, 417.625),
                        Innovation.Status.VALIDATION,
                        new Innovation.Filter(0.75, 416.5, 416.75, 31, FluxShares.NONE)),
                new Innovation(
                        OF_INVERSION,
                        new Innovation.Observation(
                                Sensor.OCO2,
                                GRANULE,
                                "34N116E-1",
                                ViewMode.NADIR,
                                new Innovation.Position(TIME, 34.25, 116.125),
                                412.375,
                                0.625,
                                7,
                                Set.of()),
                        Innovation.Simulated.NONE,
                        Innovation.Status.UNUSABLE,
                        new Innovation.Inversion(Double.NaN, "no-background", 0.25)));
    }

    static List<AnalysisRecord> analyses() {
        return List.of(
                new AnalysisField(
                        IDENTITY,
                        "flux_analysis",
                        "natural CO2 flux, analysis",
                        "umol m-2 s-1",
                        "time: mean",
                        new float[] {-2.5f, 0, Float.NaN, 1e-7f}),
                new FluxDetail(IDENTITY, FluxDetail.Kind.HOUR_SPREAD, 23, new float[] {0.5f, 0, Float.NaN, 1e-7f}),
                new DailyAnalysis(
                        IDENTITY,
                        new DailyAnalysis.Sources(
                                List.of(new DailyAnalysis.Granule(GRANULE, Sensor.OCO2, VERSION, 9, Co2Scale.X2007)),
                                Set.of(Sensor.OCO3, Sensor.GOSAT),
                                Set.of(),
                                Map.of("prior", "synthetic seed 2019")),
                        new DailyAnalysis.Counts(9, Map.of("assimilated", 6, "gated", 1, "withheld", 2)),
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
                        List.of("flux_analysis", "flux_prior"),
                        new DailyAnalysis.Filter(
                                2,
                                5,
                                false,
                                1.0625,
                                List.of(1, 0, 3),
                                Map.of("withheld/AN", new DailyAnalysis.Scores(2, 0.5, 0.75, 0.6, Double.NaN)))),
                inversion());
    }

    private static DailyAnalysis inversion() {
        return new DailyAnalysis(
                OF_INVERSION,
                new DailyAnalysis.Sources(List.of(), Set.of(), Set.of(), Map.of("prior", "synthetic seed 2019")),
                new DailyAnalysis.Counts(1, Map.of("unusable", 1)),
                List.of(),
                List.of("flux_net_posterior"),
                new DailyAnalysis.Inversion(
                        "Reference",
                        "particles",
                        List.of(new DailyAnalysis.MonthEstimate(
                                YearMonth.from(DAY),
                                3,
                                false,
                                0,
                                Map.of("no-background", 1),
                                Double.NaN,
                                0.5,
                                List.of(0.125),
                                0.25,
                                List.of(new DailyAnalysis.RegionTotal(
                                        "wuyi", 24_700, 1, 0.25, 0.5, 0.25, 0.625, 0.125)),
                                List.of(List.of(0.015625)),
                                Map.of("used/prior", new DailyAnalysis.Scores(2, 0.5, 0.75, 0.6, Double.NaN)),
                                List.of(new DailyAnalysis.Granule(GRANULE, Sensor.OCO2, VERSION, 9, Co2Scale.X2007)),
                                Map.of(Sensor.OCO2, List.of(DAY))))));
    }
}
