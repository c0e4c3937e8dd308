package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.fluxwatch.contract.record.Co2Scale;

/// What ingest lets through and how it grids.
public record IngestSettings(
        int httpPort,
        Gridding gridding,
        double meanCellDegrees,
        int meanBinHours,
        double withheldShare,
        Co2Scale co2Scale,
        boolean oceanGlint,
        boolean snapshotAreas,
        double leastUncertaintyPpm,
        double greatestUncertaintyPpm,
        double leastXco2Ppm,
        double greatestXco2Ppm,
        boolean acceptMissingQualityFlag,
        boolean acceptMissingColumnOperator,
        int quarantineMegabytes,
        int quarantineFiles) {
    public enum Gridding {
        @JsonProperty("mean")
        MEAN,
        @JsonProperty("thin")
        THIN
    }

    public IngestSettings {
        Check.port("ingest.http-port", httpPort);
        Check.that(
                meanCellDegrees > 0 && meanCellDegrees <= 30, "ingest.mean-cell-degrees", meanCellDegrees, "0 to 30");
        Check.that(
                meanBinHours >= 1 && 24 % Math.max(1, meanBinHours) == 0,
                "ingest.mean-bin-hours",
                meanBinHours,
                "a divisor of 24");
        Check.that(withheldShare >= 0 && withheldShare <= 1, "ingest.withheld-share", withheldShare, "0 to 1");
        Check.positive("ingest.least-uncertainty-ppm", leastUncertaintyPpm);
        Check.that(
                greatestUncertaintyPpm > leastUncertaintyPpm,
                "ingest.greatest-uncertainty-ppm",
                greatestUncertaintyPpm,
                "more than ingest.least-uncertainty-ppm");
        Check.positive("ingest.least-xco2-ppm", leastXco2Ppm);
        Check.that(
                greatestXco2Ppm > leastXco2Ppm,
                "ingest.greatest-xco2-ppm",
                greatestXco2Ppm,
                "more than ingest.least-xco2-ppm");
        Check.that(quarantineMegabytes >= 1, "ingest.quarantine-megabytes", quarantineMegabytes, "1 or more");
        Check.that(quarantineFiles >= 1, "ingest.quarantine-files", quarantineFiles, "1 or more");
    }

    public IngestSettings withGridding(Gridding other) {
        return new IngestSettings(
                httpPort,
                other,
                meanCellDegrees,
                meanBinHours,
                withheldShare,
                co2Scale,
                oceanGlint,
                snapshotAreas,
                leastUncertaintyPpm,
                greatestUncertaintyPpm,
                leastXco2Ppm,
                greatestXco2Ppm,
                acceptMissingQualityFlag,
                acceptMissingColumnOperator,
                quarantineMegabytes,
                quarantineFiles);
    }
}
