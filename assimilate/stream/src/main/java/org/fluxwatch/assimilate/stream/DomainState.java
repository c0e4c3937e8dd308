package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;

/// A checkpoint of a domain outside Kafka, to be carried to another cluster.
///
/// @param nextDay first day not analysed
/// @param revisions changes of closed days that the domain has seen, which number its revisions
/// @param grid grid and levels in words
/// @param members N; there are N + 2 lanes: members, control, forecast
/// @param cells grid cells, nz layers, fluxRows rows a column of the flux forecast's state
/// @param co2 dry-air mole fraction, ppm `[cells * nz * lanes]`
/// @param flux the flux forecast's rows `[cells * fluxRows * lanes]`; their unit is the forecast's own
/// @param memory what else the flux forecast remembers
/// @param held records of days that the smoother may still correct, by their key in the store
public record DomainState(
        String domain,
        LocalDate nextDay,
        int revisions,
        String grid,
        int members,
        int cells,
        int nz,
        int fluxRows,
        float[] co2,
        float[] flux,
        float[] memory,
        Map<String, byte[]> held) {
    static DomainState of(String domain, int revisions, List<CheckpointReader.Part> parts) {
        final Map<String, byte[]> ensemble = new TreeMap<>();
        final Map<String, byte[]> held = new TreeMap<>();
        for (CheckpointReader.Part part : parts)
            (part.store().equals(AssimilationTopology.ENSEMBLE_STORE) ? ensemble : held).put(part.key(), part.value());
        final EnsembleStore store = new EnsembleStore(ensemble::get, ensemble::put);
        final EnsembleStore.Shape shape = store.shape(domain);
        if (shape == null) throw new IllegalStateException("the checkpoint of domain " + domain + " has no ensemble");
        final EnsembleState state = store.load(domain, shape);
        return new DomainState(
                domain,
                state.nextDay(),
                revisions,
                shape.grid(),
                shape.members(),
                shape.cells(),
                shape.nz(),
                shape.fluxRows(),
                packed(state.co2(), state.lanes()),
                packed(state.fluxRows(), state.lanes()),
                state.fluxMemory(),
                held);
    }

    EnsembleStore.Shape shape() {
        return new EnsembleStore.Shape(grid, members, cells, nz, fluxRows, memory.length);
    }

    List<CheckpointReader.Part> parts() {
        final Map<String, byte[]> ensemble = new TreeMap<>();
        final Lanes lanes = new Lanes(members);
        new EnsembleStore(ensemble::get, ensemble::put)
                .save(
                        domain,
                        shape(),
                        new EnsembleState(lanes, nextDay, padded(co2, lanes), padded(flux, lanes), memory));
        final List<CheckpointReader.Part> parts = new ArrayList<>();
        ensemble.forEach(
                (key, value) -> parts.add(new CheckpointReader.Part(AssimilationTopology.ENSEMBLE_STORE, key, value)));
        held.forEach((key, value) -> parts.add(new CheckpointReader.Part(AssimilationTopology.HELD_STORE, key, value)));
        return parts;
    }

    private static float[] packed(float[] values, Lanes lanes) {
        final int elements = values.length / lanes.stride();
        final float[] packed = new float[elements * lanes.used()];
        for (int e = 0; e < elements; e++)
            System.arraycopy(values, e * lanes.stride(), packed, e * lanes.used(), lanes.used());
        return packed;
    }

    private static float[] padded(float[] values, Lanes lanes) {
        final int elements = values.length / lanes.used();
        final float[] padded = new float[elements * lanes.stride()];
        for (int e = 0; e < elements; e++)
            System.arraycopy(values, e * lanes.used(), padded, e * lanes.stride(), lanes.used());
        return padded;
    }
}
