package org.fluxwatch.assimilate.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;

/// A world small enough for tests: 8 x 7 cells of 2 degrees over China, 4 layers, 10 members.
public class TinyDomain {
    public static final String DOMAIN = "tiny";
    /// The same place under another name.
    public static final String SECOND_DOMAIN = "tiny-too";

    public static final LocalDate START = LocalDate.of(2019, 6, 1);
    private static final int RETRIEVAL_LEVELS = 20;

    private static final String DOMAIN_SETTINGS = """
              %s:
                start: 2019-06-01
                sensors: [oco2, gosat]
                patience-days: 2
                grid: {kind: lat-lon, columns: 8, rows: 7, west: 106.0, south: 26.0, cell-degrees: 2.0}
                sigma-edges: [1.0, 0.95, 0.8, 0.5, 0.0]
                top-hpa: 40.0
                inputs: {meteorology: {kind: synthetic}, prior: {kind: synthetic}, boundary: {kind: synthetic}}
            """;
    private static final String SETTINGS =
            """
            assimilate:
              threads: 1
              ensemble: {members: 10, correlation-km: 600.0}
              filter: {boundary-cells: 1}
            domains:
            """ + DOMAIN_SETTINGS.formatted(DOMAIN) + DOMAIN_SETTINGS.formatted(SECOND_DOMAIN);

    protected TinyDomain() {}

    /// @param environment overrides, such as FLUXWATCH_ASSIMILATE_ENSEMBLE_MEMBERS
    public static Settings settings(Map<String, String> environment) {
        return SettingsLoader.parse(SETTINGS, "tiny", environment);
    }

    public static Instant hour(LocalDate day, double hour) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(Math.round(hour * 3600));
    }

    public static GranuleVersion version(String produced) {
        return GranuleVersion.of("B11210Ar", produced, 1);
    }

    /// An observation of the first day in the middle of the domain.
    public static Superobservation observation(String id, double hour, double xco2Ppm) {
        return observation(id, START, hour, 33.2, 113.7, xco2Ppm, false);
    }

    public static Superobservation observation(
            String id,
            LocalDate day,
            double hour,
            double latitude,
            double longitude,
            double xco2Ppm,
            boolean withheld) {
        return new Superobservation(
                DOMAIN,
                Sensor.OCO2,
                day,
                "granule-oco2-" + day,
                version("190601000000"),
                id,
                ViewMode.NADIR,
                hour(day, hour),
                latitude,
                longitude,
                xco2Ppm,
                0.6,
                column(),
                3,
                withheld,
                Set.of(),
                Co2Scale.X2007);
    }

    /// A column that sees all levels alike, with a prior of 408 ppm.
    public static ColumnRetrieval column() {
        final float[] pressure = new float[RETRIEVAL_LEVELS];
        final float[] weight = new float[RETRIEVAL_LEVELS];
        final float[] kernel = new float[RETRIEVAL_LEVELS];
        final float[] prior = new float[RETRIEVAL_LEVELS];
        for (int k = 0; k < RETRIEVAL_LEVELS; k++) {
            pressure[k] = k == 0 ? 0.1f : 1000f * k / (RETRIEVAL_LEVELS - 1);
            weight[k] = (k == 0 || k == RETRIEVAL_LEVELS - 1 ? 0.5f : 1f) / (RETRIEVAL_LEVELS - 1);
            kernel[k] = 1;
            prior[k] = 408;
        }
        return new ColumnRetrieval(
                408, new Profile(pressure), new Profile(weight), new Profile(kernel), new Profile(prior));
    }
}
