package org.fluxwatch.assimilate.inversion.system;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.background.LaneState;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.solve.StateLayout;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundKind;
import org.fluxwatch.contract.settings.InversionSettings.RowSettings;
import org.fluxwatch.contract.topic.RecordSerde;

/// How an inversion's state is written and read.
/// ```
/// co2(cell, layer, lane)     dry-air mole fraction of the backgrounds' lanes, ppm
/// kept lanes                 which day opened each, factors, sums
/// kept closed                the last month that ended
/// kept day-2019-05-03        rows of a day's observations
/// ```
public final class InversionStateFormat implements StateFormat<InversionState> {
    private static final String LANES = "lanes";
    private static final String CLOSED = "closed";
    private static final String DAY = "day-";

    private final SortedMap<String, Object> shape;
    private final StateLayout layout;
    private final int cells;
    private final int nz;
    private final int lanes;
    private final LaneState empty;
    private final RecordSerde<KeptDay> days = RecordSerde.cbor(KeptDay.class);

    /// @param shape what rows and lanes follow from
    /// @param lanes in use
    /// @param empty a state without a lane, whose lengths count
    private InversionStateFormat(
            SortedMap<String, Object> shape, StateLayout layout, int cells, int nz, int lanes, LaneState empty) {
        this.shape = shape;
        this.layout = layout;
        this.cells = cells;
        this.nz = nz;
        this.lanes = lanes;
        this.empty = empty;
    }

    /// @throws org.fluxwatch.contract.netcdf.InputException when settings do not fit the domain's regions
    public static InversionStateFormat of(DomainSettings domain, InversionSettings settings) {
        final FluxCells cells = Optimised.cells(domain, settings);
        final RowSettings rows = settings.rows();
        final List<String> lanes = settings.backgrounds().entrySet().stream()
                .filter(background -> background.getValue().kind() == BackgroundKind.MODEL)
                .map(Map.Entry::getKey)
                .toList();
        final SortedMap<String, Object> shape = new TreeMap<>(Map.of(
                "grid", domain.modelGrid() + ", " + domain.modelLevels(),
                "cells", cells.toString(),
                "regions", settings.optimisedRegions().toString(),
                "increment", settings.increment() + " " + settings.priorError() + " " + settings.backgroundOffsetPpm(),
                "rows", rows.kind() + " " + rows.horizonDays() + " " + rows.particles() + " " + rows.seed(),
                "background", settings.background(),
                "lanes", lanes.toString(),
                "priors", domain.inputs().otherPriors().keySet().toString()));
        final int nz = domain.modelLevels().nz();
        return new InversionStateFormat(
                shape,
                Estimated.layout(cells, settings),
                domain.modelGrid().cells(),
                nz,
                lanes.size() * (rows.horizonDays() + 1),
                LaneState.empty(domain.start(), domain.modelGrid().cells(), nz, lanes.size(), rows.horizonDays()));
    }

    @Override
    public AssimilationSystem system() {
        return AssimilationSystem.INVERSION;
    }

    @Override
    public SortedMap<String, Object> shape() {
        return shape;
    }

    private StateArray co2(float[] values) {
        return new StateArray(
                "co2",
                "ppm",
                List.of("cell", "layer", "lane"),
                List.of(cells, nz, lanes),
                values.length / (cells * nz),
                values);
    }

    @Override
    public void write(InversionState state, Writer out) {
        out.array(co2(state.lanes().co2()));
        out.kept(LANES, lanes(state.lanes()));
        state.closed().ifPresent(closed -> out.kept(CLOSED, closed.bytes()));
        state.days().forEach((day, kept) -> out.kept(DAY + day, bytes(kept)));
    }

    private byte[] bytes(KeptDay day) {
        final byte[] bytes = days.serialize(DAY, day);
        if (bytes == null) throw new IllegalStateException(day.day() + " has no form");
        return bytes;
    }

    private KeptDay day(byte[] bytes) {
        final KeptDay day = days.deserialize(DAY, bytes);
        if (day == null) throw new IllegalStateException("a kept day of " + bytes.length + " bytes is none");
        return day;
    }

    private static byte[] lanes(LaneState state) {
        final ByteBuffer bytes = ByteBuffer.allocate(
                Integer.BYTES * state.opened().length + Double.BYTES * (state.factors().length + state.sums().length));
        for (int opened : state.opened()) bytes.putInt(opened);
        for (double factor : state.factors()) bytes.putDouble(factor);
        for (double sum : state.sums()) bytes.putDouble(sum);
        return bytes.array();
    }

    private LaneState lanes(LocalDate nextDay, byte[] content) {
        final LaneState state = new LaneState(
                nextDay,
                new float[empty.co2().length],
                new int[empty.opened().length],
                new double[empty.factors().length],
                new double[empty.sums().length]);
        if (content.length != lanes(state).length)
            throw new IllegalStateException("lanes of " + content.length + " bytes, expected " + lanes(state).length);
        final ByteBuffer bytes = ByteBuffer.wrap(content);
        for (int p = 0; p < state.opened().length; p++) state.opened()[p] = bytes.getInt();
        for (int p = 0; p < state.factors().length; p++) state.factors()[p] = bytes.getDouble();
        for (int p = 0; p < state.sums().length; p++) state.sums()[p] = bytes.getDouble();
        return state;
    }

    @Override
    public InversionState read(LocalDate nextDay, Reader in) {
        final SortedMap<String, byte[]> kept = in.kept();
        final LaneState state = lanes(nextDay, kept.getOrDefault(LANES, new byte[0]));
        in.fill(co2(state.co2()));
        final SortedMap<LocalDate, KeptDay> read = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : kept.entrySet())
            if (entry.getKey().startsWith(DAY)) {
                final KeptDay day = day(entry.getValue());
                read.put(day.day(), day);
            }
        return new InversionState(
                state, read, Optional.ofNullable(kept.get(CLOSED)).map(content -> ClosedMonth.of(layout, content)));
    }
}
