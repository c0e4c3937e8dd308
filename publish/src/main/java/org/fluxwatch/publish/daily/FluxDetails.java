package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.FluxDetail.Kind;

/// The files beside a day's own that have its natural flux in detail: hour by hour, along `time`, and the day's mean by
/// member, the innermost dimension, so that a cell's members lie together.
final class FluxDetails {
    private static final String UNITS = "umol m-2 s-1";
    private static final String MEMBER = "member";
    private static final String WHAT = "natural CO2 flux (biosphere and ocean), ";

    private final Grid grid;
    private final GridVariables place;
    private final Map<Kind, List<FluxDetail>> details = new EnumMap<>(Kind.class);

    /// @param details of a day
    FluxDetails(List<FluxDetail> details, Grid grid, GridVariables place) {
        this.grid = grid;
        this.place = place;
        for (FluxDetail detail : details)
            this.details.computeIfAbsent(detail.kind(), _ -> new ArrayList<>()).add(detail);
    }

    private List<FluxDetail> of(Kind kind) {
        return details.getOrDefault(kind, List.of());
    }

    boolean hasHours() {
        return !of(Kind.HOUR_ANALYSIS).isEmpty();
    }

    boolean hasMembers() {
        return !of(Kind.MEMBER).isEmpty();
    }

    void writeHours(Instant begin, List<ClassicAttribute> attributes, Path product) throws IOException {
        final int hours = of(Kind.HOUR_ANALYSIS).size();
        final List<CfVariable> variables =
                new ArrayList<>(ProductFile.times(begin, Duration.ofHours(1), hours, "middle of the hour, UTC"));
        variables.addAll(place.variables());
        variables.add(hourly(Kind.HOUR_PRIOR, WHAT + "prior, positive to the air", "time: mean"));
        variables.add(hourly(Kind.HOUR_ANALYSIS, WHAT + "analysed, positive to the air", "time: mean"));
        variables.add(hourly(Kind.HOUR_SPREAD, "standard deviation of flux_analysis over the members", ""));
        ProductFile.write(variables, attributes, ProductFile.TIME, Companion.HOURLY.beside(product));
    }

    private CfVariable hourly(Kind kind, String longName, String cellMethods) {
        final List<FluxDetail> hours = of(kind);
        final float[] values = new float[hours.size() * grid.cells()];
        for (int h = 0; h < hours.size(); h++)
            System.arraycopy(FieldVariables.filled(hours.get(h).values()), 0, values, h * grid.cells(), grid.cells());
        return FieldVariables.onGrid(
                hourName(kind),
                "time " + place.rows() + " " + place.columns(),
                new int[] {hours.size(), grid.ny(), grid.nx()},
                values,
                longName,
                UNITS,
                cellMethods,
                place);
    }

    private static String hourName(Kind kind) {
        return switch (kind) {
            case HOUR_PRIOR -> "flux_prior";
            case HOUR_ANALYSIS, MEMBER -> "flux_analysis";
            case HOUR_SPREAD -> "flux_analysis_spread";
        };
    }

    /// @param period coordinate `time` of the file
    void writeMembers(List<CfVariable> period, List<ClassicAttribute> attributes, Path file) throws IOException {
        final List<FluxDetail> members = of(Kind.MEMBER);
        final int count = members.size();
        final float[] values = new float[grid.cells() * count];
        for (int n = 0; n < count; n++) {
            final float[] ofMember = FieldVariables.filled(members.get(n).values());
            for (int c = 0; c < grid.cells(); c++) values[c * count + n] = ofMember[c];
        }
        final List<CfVariable> variables = new ArrayList<>(period);
        variables.addAll(place.variables());
        variables.add(CfVariable.ints(MEMBER, MEMBER, IntStream.range(0, count).toArray())
                .with("standard_name", "realization")
                .described("member of the ensemble, the same on all days", "1"));
        variables.add(FieldVariables.onGrid(
                hourName(Kind.MEMBER),
                "time " + place.rows() + " " + place.columns() + " " + MEMBER,
                new int[] {1, grid.ny(), grid.nx(), count},
                values,
                WHAT + "analysed, by member, positive to the air",
                UNITS,
                "time: mean",
                place));
        ProductFile.write(variables, attributes, ProductFile.TIME, file);
    }

    static List<FluxDetail> readHours(Path path, AnalysisIdentity identity) throws IOException {
        return ProductFile.read(path, file -> {
            final List<FluxDetail> hours = new ArrayList<>();
            for (Kind kind : List.of(Kind.HOUR_PRIOR, Kind.HOUR_ANALYSIS, Kind.HOUR_SPREAD)) {
                final float[] values = FieldVariables.unfilled(file.floats(hourName(kind)));
                final int count = file.shape(hourName(kind))[0];
                final int cells = values.length / count;
                for (int h = 0; h < count; h++)
                    hours.add(
                            new FluxDetail(identity, kind, h, Arrays.copyOfRange(values, h * cells, (h + 1) * cells)));
            }
            return hours;
        });
    }

    static List<FluxDetail> readMembers(Path path, AnalysisIdentity identity) throws IOException {
        return ProductFile.read(path, file -> {
            final float[] values = FieldVariables.unfilled(file.floats(hourName(Kind.MEMBER)));
            final int count = file.shape(MEMBER)[0];
            final List<FluxDetail> members = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                final float[] ofMember = new float[values.length / count];
                for (int c = 0; c < ofMember.length; c++) ofMember[c] = values[c * count + n];
                members.add(new FluxDetail(identity, Kind.MEMBER, n, ofMember));
            }
            return members;
        });
    }
}
