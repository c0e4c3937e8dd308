package org.fluxwatch.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.RetrievalSimulator;
import org.fluxwatch.deploy.twin.TrueColumn;

/// OCO-2 files over East Asia of days on which the air holds the same everywhere, 412 ppm.
public final class UniformDays {
    private static final BoxRegion WINDOW = new BoxRegion("window", 15, 50, 90, 140);

    private UniformDays() {}

    public static Path write(LocalDate day, Path archive) throws IOException {
        return write(day, archive, 412, Instant.parse("2019-06-01T12:00:00Z"));
    }

    /// @param produced production time; of two files of a day the later counts
    public static Path write(LocalDate day, Path archive, double co2Ppm, Instant produced) throws IOException {
        final double[] pressures = {980, 900, 700, 500, 300, 150, 60};
        final double[] ppm = new double[pressures.length];
        Arrays.fill(ppm, co2Ppm);
        final var granule = new RetrievalSimulator(5, new LandMask())
                .simulate(
                        Sensor.OCO2,
                        day,
                        WINDOW,
                        (time, latitude, longitude) -> Optional.of(new TrueColumn(1000, pressures, ppm)),
                        produced)
                .granule();
        return LiteFileWriter.write(granule, Files.createDirectories(archive));
    }
}
