package org.fluxwatch.deploy.footprint;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.deploy.footprint.SourceReceptor.Ends;
import org.fluxwatch.deploy.footprint.SourceReceptor.Part;
import org.fluxwatch.publish.daily.CfVariable;

/// One row or footprint as a CF-1.11 file in netCDF's classic format. Nothing in it depends on the clock.
public final class SourceReceptorFile {
    private static final String EPOCH = "seconds since 1970-01-01 00:00:00";

    private SourceReceptorFile() {}

    /// Writes the file in one step: a reader sees the old file or the new one.
    public static void write(SourceReceptor row, Path file) throws IOException {
        final List<CfVariable> variables = new ArrayList<>(time(row.parts()));
        variables.addAll(row.map().cf().variables());
        variables.add(sensitivity(row));
        variables.add(spread(row.parts()));
        variables.addAll(receptor(row));
        variables.addAll(ends(row.ends()));
        ClassicWriter.write(
                new ClassicContent(
                        ClassicFormat.CDF_2,
                        Optional.of("time"),
                        variables.stream().map(CfVariable::stored).toList(),
                        List.of(
                                ClassicAttribute.of("Conventions", "CF-1.11"),
                                ClassicAttribute.of("title", "Source-receptor relationship of " + row.title()),
                                ClassicAttribute.of("source", row.source()),
                                ClassicAttribute.of("history", "written by fluxwatch"))),
                file);
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + 1e-9 * instant.getNano();
    }

    private static List<CfVariable> time(List<Part> parts) {
        final double[] bounds = new double[2 * parts.size()];
        final double[] middles = new double[parts.size()];
        for (int p = 0; p < middles.length; p++) {
            bounds[2 * p] = seconds(parts.get(p).from());
            bounds[2 * p + 1] = seconds(parts.get(p).to());
            middles[p] = 0.5 * (bounds[2 * p] + bounds[2 * p + 1]);
        }
        return List.of(
                CfVariable.doubles("time", "time", middles)
                        .with("standard_name", "time")
                        .described("middle of the fluxes' interval, UTC", EPOCH)
                        .with("calendar", "standard")
                        .with("axis", "T")
                        .with("bounds", "time_bnds"),
                CfVariable.of(
                        "time_bnds", "time bnds", new int[] {parts.size(), 2}, new ClassicValues.Doubles(bounds)));
    }

    private static CfVariable sensitivity(SourceReceptor row) {
        final int cells = row.map().ny() * row.map().nx();
        final float[] values = new float[row.parts().size() * cells];
        for (int p = 0; p < row.parts().size(); p++)
            System.arraycopy(row.parts().get(p).ppmPerFlux(), 0, values, p * cells, cells);
        final var cf = row.map().cf();
        final CfVariable variable = CfVariable.of(
                        "srr",
                        "time " + cf.rows() + " " + cf.columns(),
                        new int[] {row.parts().size(), row.map().ny(), row.map().nx()},
                        new ClassicValues.Floats(values))
                .described("ppm for 1 umol m-2 s-1 kept over cell and interval", "m2 s mol-1")
                .with("cell_methods", "time: sum area: sum")
                .with("grid_mapping", cf.mapping());
        return cf.auxiliary().isEmpty() ? variable : variable.with("coordinates", cf.auxiliary());
    }

    private static CfVariable spread(List<Part> parts) {
        final byte[] spread = new byte[parts.size()];
        for (int p = 0; p < spread.length; p++) spread[p] = (byte) (parts.get(p).spread() ? 1 : 0);
        return CfVariable.bytes("time_known", "time", spread)
                .with("long_name", "what is known of the interval")
                .flags(List.of("resolved", "sum_over_interval_only"));
    }

    private static List<CfVariable> receptor(SourceReceptor row) {
        return List.of(
                scalar("receptor_latitude", row.latitude())
                        .with("standard_name", "latitude")
                        .described("latitude of the receptor", "degrees_north"),
                scalar("receptor_longitude", row.longitude())
                        .with("standard_name", "longitude")
                        .described("longitude of the receptor", "degrees_east"),
                scalar("receptor_begin", seconds(row.from()))
                        .described("begin of what was averaged at the receptor, UTC", EPOCH)
                        .with("calendar", "standard"),
                scalar("receptor_end", seconds(row.to()))
                        .described("end of what was averaged at the receptor, UTC", EPOCH)
                        .with("calendar", "standard"),
                scalar("end_lost", row.ends().lost())
                        .described("share of the air of which no end point is known", "1"));
    }

    private static CfVariable scalar(String name, double value) {
        return CfVariable.of(name, "", new int[0], new ClassicValues.Doubles(value));
    }

    /// Nothing where there is none: a dimension of the classic format has one value or more.
    private static List<CfVariable> ends(Ends ends) {
        if (ends.weight().length == 0) return List.of();
        final double[] time = new double[ends.time().length];
        for (int e = 0; e < time.length; e++) time[e] = ends.time()[e];
        return List.of(
                end("end_latitude", ends.latitude())
                        .with("standard_name", "latitude")
                        .described("where the air came from", "degrees_north"),
                end("end_longitude", ends.longitude())
                        .with("standard_name", "longitude")
                        .described("where the air came from", "degrees_east"),
                ends.isPressure()
                        ? end("end_pressure", ends.vertical())
                                .with("standard_name", "air_pressure")
                                .described("where the air came from", "Pa")
                        : end("end_height", ends.vertical())
                                .with("standard_name", "height")
                                .described("where the air came from, above ground", "m"),
                CfVariable.doubles("end_time", "end", time)
                        .described("when the air was there, UTC", EPOCH)
                        .with("calendar", "standard"),
                end("end_weight", ends.weight())
                        .described("share of the receptor's air", "1")
                        .with("coordinates", "end_latitude end_longitude end_time"));
    }

    private static CfVariable end(String name, float[] values) {
        return CfVariable.of(name, "end", new int[] {values.length}, new ClassicValues.Floats(values));
    }
}
