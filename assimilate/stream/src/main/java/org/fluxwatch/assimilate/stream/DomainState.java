package org.fluxwatch.assimilate.stream;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.fluxwatch.contract.record.AssimilationSystem;

/// A checkpoint of a domain outside Kafka, to be carried to another cluster.
///
/// @param nextDay first day not analysed
/// @param revisions changes of closed days that the domain has seen, which number its revisions
/// @param settings that it was made with, as [org.fluxwatch.contract.settings.NumericSettings] has them; empty where an
/// earlier version made it
/// @param shape what the state's arrays follow from, by name: texts and whole numbers
/// @param arrays of the state, packed
/// @param kept what else the state has, by name
/// @param held records of days that later ones may still correct, by their key in the store
public record DomainState(
        String domain,
        AssimilationSystem system,
        LocalDate nextDay,
        int revisions,
        String settings,
        SortedMap<String, Object> shape,
        List<StateArray> arrays,
        SortedMap<String, byte[]> kept,
        Map<String, byte[]> held) {
    static <S extends SystemState> DomainState of(
            String domain, int revisions, List<CheckpointReader.Part> parts, StateFormat<S> format) {
        final Map<String, byte[]> entries = new TreeMap<>();
        final Map<String, byte[]> held = new TreeMap<>();
        for (CheckpointReader.Part part : parts)
            (part.store().equals(AssimilationTopology.STATE_STORE) ? entries : held).put(part.key(), part.value());
        final S state = new StateStore(entries)
                .load(domain, format)
                .orElseThrow(() -> new IllegalStateException("the checkpoint of domain " + domain + " has no state"));
        final List<StateArray> arrays = new ArrayList<>();
        final SortedMap<String, byte[]> kept = new TreeMap<>();
        format.write(state, new StateFormat.Writer() {
            @Override
            public void array(StateArray array) {
                arrays.add(array.packed());
            }

            @Override
            public void kept(String name, byte[] content) {
                kept.put(name, content);
            }
        });
        return new DomainState(
                domain,
                format.system(),
                state.nextDay(),
                revisions,
                StateSettings.text(entries.get(StateSettings.key(domain))),
                format.shape(),
                arrays,
                kept,
                held);
    }

    /// As its system has it.
    ///
    /// @throws IllegalStateException when an array is not there, or of other lengths
    public <S extends SystemState> S state(StateFormat<S> format) {
        return format.read(nextDay, new StateFormat.Reader() {
            @Override
            public void fill(StateArray array) {
                DomainState.this.fill(array);
            }

            @Override
            public SortedMap<String, byte[]> kept() {
                return kept;
            }
        });
    }

    <S extends SystemState> List<CheckpointReader.Part> parts(StateFormat<S> format) {
        final Map<String, byte[]> entries = new TreeMap<>();
        new StateStore(entries).save(domain, format, state(format));
        if (!settings.isEmpty()) entries.put(StateSettings.key(domain), settings.getBytes(StandardCharsets.UTF_8));
        final List<CheckpointReader.Part> parts = new ArrayList<>();
        entries.forEach(
                (key, value) -> parts.add(new CheckpointReader.Part(AssimilationTopology.STATE_STORE, key, value)));
        held.forEach((key, value) -> parts.add(new CheckpointReader.Part(AssimilationTopology.HELD_STORE, key, value)));
        return parts;
    }

    private void fill(StateArray wanted) {
        final StateArray mine = arrays.stream()
                .filter(array -> array.name().equals(wanted.name()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the state of domain " + domain + " has no array " + wanted.name()));
        if (!mine.lengths().equals(wanted.lengths()))
            throw new IllegalStateException("the array " + wanted.name() + " of the state of domain " + domain
                    + " is of " + mine.lengths() + ", expected " + wanted.lengths());
        mine.copyTo(wanted);
    }
}
