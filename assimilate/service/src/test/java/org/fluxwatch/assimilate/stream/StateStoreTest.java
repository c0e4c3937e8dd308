package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.system.FilterState;
import org.fluxwatch.assimilate.filter.system.FilterStateFormat;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class StateStoreTest {
    private static KeyValueStore<String, byte[]> store() {
        final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
        final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("ensemble"), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static FilterState state(FilterStateFormat shape, long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Lanes lanes = shape.lanes();
        final EnsembleState state = new EnsembleState(
                lanes,
                Tiny.START.plusDays(seed % 100),
                new float[shape.cells() * shape.nz() * lanes.stride()],
                new float[shape.cells() * shape.fluxRows() * lanes.stride()],
                new float[shape.memory()]);
        for (float[] values : new float[][] {state.co2(), state.fluxRows(), state.fluxMemory()})
            for (int i = 0; i < values.length; i++)
                values[i] = i % 17 == 0 ? Float.NaN : (float) random.nextGaussian() * 400;
        return new FilterState(state);
    }

    private static KeyValueStore<String, byte[]> holdingTiny(FilterStateFormat shape) {
        final KeyValueStore<String, byte[]> store = store();
        new StateStore(store).save("tiny", shape, state(shape, 1));
        return store;
    }

    private static void assertSameLanes(float[] actual, float[] expected, Lanes lanes) {
        assertThat(actual).hasSize(expected.length);
        for (int e = 0; e < expected.length; e += lanes.stride())
            for (int n = 0; n < lanes.used(); n++)
                assertThat(Float.floatToRawIntBits(actual[e + n])).isEqualTo(Float.floatToRawIntBits(expected[e + n]));
    }

    @Law(tries = 25)
    void whatIsSavedIsLoadedBitForBit(
            @Range(min = 2, max = 60) int members,
            @Range(min = 9, max = 400) int cells,
            @Range(min = 2, max = 9) int nz,
            @Range(min = 1, max = 2) int fluxRows,
            @Range(min = 0, max = 300_000) int memory) {
        final FilterStateFormat shape = new FilterStateFormat("here", new Lanes(members), cells, nz, fluxRows, memory);
        final EnsembleState state = state(shape, members).ensemble();
        final KeyValueStore<String, byte[]> store = store();
        new StateStore(store).save("tiny", shape, new FilterState(state));
        final EnsembleState loaded =
                new StateStore(store).load("tiny", shape).orElseThrow().ensemble();
        assertThat(loaded.nextDay()).isEqualTo(state.nextDay());
        assertThat(loaded.lanes()).isEqualTo(state.lanes());
        assertSameLanes(loaded.co2(), state.co2(), state.lanes());
        assertSameLanes(loaded.fluxRows(), state.fluxRows(), state.lanes());
        assertThat(loaded.fluxMemory()).isEqualTo(state.fluxMemory());
        try (KeyValueIterator<String, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> assertThat(entry.value).hasSizeLessThanOrEqualTo(900_000));
        }
    }

    @Test
    void domainsWhoseNamesBeginAlikeDoNotMix() {
        final FilterStateFormat shape = new FilterStateFormat("here", new Lanes(3), 9, 2, 1, 5);
        final KeyValueStore<String, byte[]> store = store();
        new StateStore(store).save("a", shape, state(shape, 1));
        new StateStore(store).save("a-b", shape, state(shape, 2));
        assertThat(new StateStore(store)
                        .load("a", shape)
                        .orElseThrow()
                        .ensemble()
                        .fluxMemory())
                .isEqualTo(state(shape, 1).ensemble().fluxMemory());
        assertThat(new StateStore(store).load("b", shape)).isEmpty();
    }

    @Test
    void anotherShapeIsRefusedWithWhatDiffersInTheMessage() {
        final FilterStateFormat shape = new FilterStateFormat("here", new Lanes(3), 9, 2, 1, 0);
        final KeyValueStore<String, byte[]> store = holdingTiny(shape);
        assertThatThrownBy(() ->
                        new StateStore(store).load("tiny", new FilterStateFormat("here", new Lanes(4), 9, 2, 1, 0)))
                .isInstanceOf(UnusableStateException.class)
                .hasMessage(
                        "stored state of domain tiny is of members 3, settings ask for members 4: set them back, or start the"
                                + " domain anew with `fluxwatch reset --domain tiny`");
    }

    @Test
    void aStateOfALaterProgramIsRefusedAsOne() {
        final FilterStateFormat shape = new FilterStateFormat("here", new Lanes(3), 9, 2, 1, 0);
        final KeyValueStore<String, byte[]> store = holdingTiny(shape);
        store.put("tiny/header", """
                {"version":2,"system":"filter","nextDay":"2019-06-02","shape":{"grid":"here"},"kept":{},"later":{"a":1}}
                """.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> new StateStore(store).load("tiny", shape))
                .isInstanceOf(UnusableStateException.class)
                .hasMessage("stored state of domain tiny has version 2, this program reads version 1: update it");
    }

    @Test
    void aChunkThatIsMissingOrCutIsNamed() {
        final FilterStateFormat shape = new FilterStateFormat("here", new Lanes(3), 9, 2, 1, 0);
        final KeyValueStore<String, byte[]> store = holdingTiny(shape);
        final var chunks = new TreeMap<String, byte[]>();
        store.all().forEachRemaining(entry -> chunks.put(entry.key, entry.value));
        store.put("tiny/co2/00000", new byte[8]);
        assertThatThrownBy(() -> new StateStore(store).load("tiny", shape))
                .hasMessageContainingAll("tiny/co2/00000", "8 bytes", "expected 360");
        store.put("tiny/co2/00000", chunks.get("tiny/co2/00000"));
        store.delete("tiny/flux/00000");
        assertThatThrownBy(() -> new StateStore(store).load("tiny", shape))
                .hasMessageContainingAll("tiny/flux/00000", "0 bytes");
    }

    @Test
    void aHeaderOfVersion010WithoutASystemIsTheFilters() {
        final FilterStateFormat shape = new FilterStateFormat("here", new Lanes(3), 9, 2, 1, 5);
        final KeyValueStore<String, byte[]> store = holdingTiny(shape);
        store.put("tiny/header", """
                {"version":1,"nextDay":"2019-06-02","shape":{"grid":"here","members":3,"cells":9,"nz":2,"fluxRows":1,"memory":5}}
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(new StateStore(store)
                        .load("tiny", shape)
                        .orElseThrow()
                        .ensemble()
                        .fluxMemory())
                .isEqualTo(state(shape, 1).ensemble().fluxMemory());
    }
}
