package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.Systems;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.junit.jupiter.api.Test;

class DayProcessorTest {
    private static long writtenMs = Instant.parse("2019-08-01T00:00:00Z").toEpochMilli();

    /// What Kafka Streams keeps for a task.
    private static final class Task {
        final MockProcessorContext<String, Object> context = new MockProcessorContext<>();
        final KeyValueStore<String, DomainClock> clocks = store(AssimilationTopology.CLOCK_STORE, new ClockSerde());
        final KeyValueStore<String, ObservationRecord> sets =
                store(AssimilationTopology.OBSERVATION_STORE, RecordSerde.json(ObservationRecord.class));
        final KeyValueStore<String, byte[]> ensembles = store(AssimilationTopology.STATE_STORE, Serdes.ByteArray());
        final KeyValueStore<String, byte[]> held = store(AssimilationTopology.HELD_STORE, Serdes.ByteArray());

        Task() {
            context.setRecordMetadata("observations", 0, 0);
        }

        private <V> KeyValueStore<String, V> store(String name, Serde<V> values) {
            final KeyValueStore<String, V> store = Stores.keyValueStoreBuilder(
                            Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                    .withLoggingDisabled()
                    .build();
            store.init(context.getStateStoreContext(), store);
            context.addStateStore(store);
            return store;
        }

        Task copy() {
            final Task copy = new Task();
            copy(clocks, copy.clocks);
            copy(sets, copy.sets);
            copy(ensembles, copy.ensembles);
            copy(held, copy.held);
            return copy;
        }

        private static <V> void copy(KeyValueStore<String, V> from, KeyValueStore<String, V> to) {
            try (KeyValueIterator<String, V> entries = from.all()) {
                entries.forEachRemaining(entry -> to.put(entry.key, entry.value));
            }
        }

        void work() {
            context.scheduledPunctuators().getFirst().getPunctuator().punctuate(0);
        }

        List<Object> forwarded() {
            final List<Object> values = new ArrayList<>();
            context.forwarded().forEach(forward -> values.add(forward.record().value()));
            return values;
        }
    }

    private static DayProcessor processor(Settings settings, NumericsPool pool) {
        return processor(settings, pool, Runnable::run);
    }

    private static DayProcessor processor(Settings settings, NumericsPool pool, Executor numerics) {
        return processor(
                settings, FilterStage.systems(settings, pool), numerics, System::nanoTime, (domain, reason) -> {});
    }

    private static DayProcessor processor(
            Settings settings,
            Systems systems,
            Executor numerics,
            LongSupplier nanoTime,
            StageContext.StoppedDomains stopped) {
        return new DayProcessor(
                settings.domains(),
                settings.assimilate().lateData(),
                new StageContext(
                        systems,
                        domain -> "{}",
                        (domain, checkpoint) -> List.of(),
                        new DomainScheduler(),
                        numerics,
                        new AssimilateMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                        stopped,
                        settings.assimilate().lookAgain(),
                        new UnforeseenFailures(settings.assimilate().lookAgain()),
                        new NumericsWatch(nanoTime),
                        nanoTime));
    }

    private static void send(DayProcessor processor, ObservationRecord record) {
        processor.process(new Record<>(record.domain(), record, writtenMs++));
    }

    @Test
    void aTaskThatIsRevivedAfterAnAbortedTransactionGoesOnFromItsStores() {
        final Settings settings = Tiny.settings(Map.of());
        try (NumericsPool pool = new NumericsPool(1)) {
            final DayProcessor processor = processor(settings, pool);
            final Task first = new Task();
            processor.init(first.context);
            for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT)) {
                send(processor, DrivenStage.observation("tiny", sensor, Tiny.START, "1", "a-" + sensor, 5, 410));
                send(processor, DrivenStage.complete("tiny", sensor, Tiny.START, "1", 1));
            }
            final Task committed = first.copy();
            while (first.forwarded().isEmpty()) first.work();
            assertThat(first.context.committed()).isTrue();
            // the commit fails: Kafka Streams restores the stores and calls init of the same processor again
            processor.init(committed.context);
            while (committed.forwarded().isEmpty()) committed.work();
            assertThat(committed.forwarded()).isEqualTo(first.forwarded());
        }
    }

    @Test
    void aDaysResultsAndStateAreWrittenTogether() {
        final Settings settings = Tiny.settings(Map.of());
        try (NumericsPool pool = new NumericsPool(1)) {
            final DayProcessor processor = processor(settings, pool);
            final Task task = new Task();
            processor.init(task.context);
            for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT))
                send(processor, DrivenStage.complete("tiny", sensor, Tiny.START, "1", 0));
            assertThat(task.clocks.get("tiny").nextDay()).isEqualTo(Tiny.START);
            assertThat(task.ensembles.get("tiny/header")).isNull();
            while (task.forwarded().isEmpty()) task.work();
            assertThat(task.clocks.get("tiny").nextDay()).isEqualTo(Tiny.START.plusDays(1));
            assertThat(task.ensembles.get("tiny/header")).isNotNull();
            assertThat(task.sets.get("tiny/" + Tiny.START + "/oco2/complete"))
                    .as("kept, to go back to")
                    .isNotNull();
        }
    }

    /// However long a day takes, the stream's thread goes on: it polls, and takes in what comes.
    @Test
    void theStreamsThreadNeverWaitsForADay() {
        final Settings settings = Tiny.settings(Map.of());
        final Deque<Runnable> numerics = new ArrayDeque<>();
        try (NumericsPool pool = new NumericsPool(1)) {
            final DayProcessor processor = processor(settings, pool, numerics::add);
            final Task task = new Task();
            processor.init(task.context);
            for (int day = 0; day < 3; day++)
                for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT))
                    send(processor, DrivenStage.complete("tiny", sensor, Tiny.START.plusDays(day), "1", 0));
            task.work();
            numerics.remove().run(); // the model
            task.work();
            numerics.remove().run(); // the first ensemble
            task.work();
            assertThat(numerics).as("the first day, which nobody runs").hasSize(1);
            for (int n = 0; n < 10; n++) task.work();
            send(processor, DrivenStage.complete("tiny", Sensor.OCO2, Tiny.START.plusDays(7), "1", 0));
            assertThat(task.clocks.get("tiny").readyBefore()).isEqualTo(Tiny.START.plusDays(6));
            assertThat(task.forwarded()).isEmpty();
            numerics.remove().run();
            task.work();
            assertThat(task.forwarded()).as("it goes out with those after it").isEmpty();
            assertThat(numerics).as("the second day has begun").hasSize(1);
            send(processor, DrivenStage.complete("tiny", Sensor.OCO2, Tiny.START, "2", 0));
            numerics.remove().run();
            task.work();
            assertThat(task.clocks.get("tiny").nextDay())
                    .as("what was computed from data that no longer hold is not used")
                    .isEqualTo(Tiny.START);
            assertThat(task.forwarded()).isEmpty();
        }
    }

    /// Puts a record of another kind where the stage expects a granule that waits.
    private static void spoil(Task task) {
        task.sets.put(
                "tiny/" + Tiny.START + "/oco2/waiting",
                DrivenStage.observation("tiny", Sensor.OCO2, Tiny.START, "1", "a", 5, 410));
    }

    @Test
    void aRecordThatFailsInAnUnforeseenWayIsTriedTwiceWithoutCommitAndThenPutAside() {
        final Settings settings = Tiny.settings(Map.of());
        try (NumericsPool pool = new NumericsPool(1)) {
            final DayProcessor processor = processor(settings, pool);
            final ObservationRecord record = DrivenStage.observation("tiny", Sensor.OCO2, Tiny.START, "1", "b", 5, 410);
            for (int attempt = 0; attempt < 2; attempt++) {
                final Task task = new Task();
                task.context.setRecordMetadata("observations", 0, 7);
                spoil(task);
                processor.init(task.context);
                assertThatThrownBy(() -> send(processor, record))
                        .isInstanceOf(UnforeseenFailureException.class)
                        .hasMessageContaining("observations/0/7");
            }
            final Task task = new Task();
            task.context.setRecordMetadata("observations", 0, 7);
            spoil(task);
            processor.init(task.context);
            assertThatThrownBy(() -> send(processor, record))
                    .isInstanceOfSatisfying(UnusableRecordException.class, verdict -> assertThat(verdict.reason())
                            .isEqualTo(UnusableRecordException.Reason.UNFORESEEN));
            assertThat(task.sets.approximateNumEntries())
                    .as("nothing is half-changed")
                    .isEqualTo(1);
            task.context.setRecordMetadata("observations", 0, 8);
            send(processor, DrivenStage.complete(Tiny.SECOND_DOMAIN, Sensor.OCO2, Tiny.START, "1", 0));
            assertThat(task.clocks.get(Tiny.SECOND_DOMAIN))
                    .as("what lies behind it")
                    .isNotNull();
        }
    }

    @Test
    void aDayThatFailsInAnUnforeseenWayWaitsWithGrowingPausesAndOtherDomainsGoOn() {
        final Settings settings = Tiny.settings(Map.of());
        final AtomicLong nanos = new AtomicLong();
        final AtomicLong tries = new AtomicLong();
        final List<String> told = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(1)) {
            final DayProcessor processor = processor(
                    settings,
                    domain -> {
                        if (domain.equals("tiny") && tries.incrementAndGet() <= 2) throw new StackOverflowError();
                        return FilterStage.systems(settings, pool).of(domain);
                    },
                    Runnable::run,
                    nanos::get,
                    (domain, reason) -> told.add(domain + " " + reason));
            final Task task = new Task();
            processor.init(task.context);
            for (String domain : List.of("tiny", Tiny.SECOND_DOMAIN))
                for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT))
                    send(processor, DrivenStage.complete(domain, sensor, Tiny.START, "1", 0));
            for (int n = 0; n < 50; n++) task.work();
            assertThat(told).containsExactly("tiny 2019-06-01 fails: java.lang.StackOverflowError");
            assertThat(task.clocks.get(Tiny.SECOND_DOMAIN).nextDay()).isEqualTo(Tiny.START.plusDays(1));
            assertThat(task.clocks.get("tiny").nextDay()).isEqualTo(Tiny.START);
            assertThat(tries).as("before the pause is over").hasValue(1);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            task.work();
            assertThat(tries).hasValue(2);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            task.work();
            assertThat(tries).as("the second pause is longer").hasValue(2);
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            for (int n = 0; n < 50; n++) task.work();
            assertThat(task.clocks.get("tiny").nextDay()).isEqualTo(Tiny.START.plusDays(1));
            assertThat(told).last().isEqualTo("tiny ");
        }
    }

    @Test
    void aDayWhoseResultCannotBeWrittenIsNotCommittedAndItsDomainWaits() {
        final Settings settings = Tiny.settings(Map.of());
        final AtomicLong nanos = new AtomicLong();
        final List<String> told = new ArrayList<>();
        try (NumericsPool pool = new NumericsPool(1)) {
            final DayProcessor processor = processor(
                    settings,
                    FilterStage.systems(settings, pool),
                    Runnable::run,
                    nanos::get,
                    (domain, reason) -> told.add(domain + " " + reason));
            final Task task = new Task();
            processor.init(task.context);
            for (Sensor sensor : List.of(Sensor.OCO2, Sensor.GOSAT))
                send(processor, DrivenStage.complete("tiny", sensor, Tiny.START, "1", 0));
            task.clocks.put("tiny", DomainClock.startingAt(Tiny.START.plusDays(3)));
            final Task committed = task.copy();
            committed.clocks.put(
                    "tiny",
                    new DomainClock(
                            DomainClock.VERSION,
                            Tiny.START.plusDays(3),
                            Tiny.START.plusDays(5),
                            Tiny.START.plusDays(5),
                            Tiny.START.plusDays(3),
                            LateGranules.NONE,
                            false,
                            List.of()));
            processor.init(committed.context);
            assertThatThrownBy(() -> {
                        for (int n = 0; n < 50; n++) committed.work();
                    })
                    .isInstanceOf(UnforeseenFailureException.class);
            assertThat(committed.context.committed()).isFalse();
            assertThat(told).last().asString().contains("tiny the step before 2019-06-04 fails");
            processor.init(committed.context);
            for (int n = 0; n < 50; n++) committed.work();
            assertThat(told).as("told again, not tried").hasSize(2).last().isEqualTo(told.getFirst());
        }
    }
}
