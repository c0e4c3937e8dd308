package org.fluxwatch.publish.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.health.Backlog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalysisConsumerTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);
    private static final TopicPartition ANALYSES = new TopicPartition("analyses", 0);
    private static final TopicPartition INNOVATIONS = new TopicPartition("innovations", 0);
    private static final Settings SETTINGS = Days.settings(Path.of("unused"));

    private final Map<TopicPartition, List<byte[]>> log =
            new TreeMap<>(java.util.Comparator.comparing(TopicPartition::topic));
    private final Map<TopicPartition, Integer> delivered = new HashMap<>();
    private final Memory kept = new Memory();
    private final Events events = new Events();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private boolean answering = true;
    private MockConsumer<byte[], byte[]> kafka;
    private AnalysisConsumer consumer;

    AnalysisConsumerTest() {
        log.put(ANALYSES, new ArrayList<>());
        log.put(INNOVATIONS, new ArrayList<>());
        start(Map.of());
    }

    private MockProducer<byte[], byte[]> producer() {
        producers.add(new MockProducer<>(answering, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producers.getLast();
    }

    /// Origin and reason of the dead letters sent, the latest for each origin.
    private Map<String, String> deadLetters() {
        final Map<String, String> reasons = new TreeMap<>();
        for (MockProducer<byte[], byte[]> producer : producers)
            for (ProducerRecord<byte[], byte[]> sent : producer.history())
                reasons.put(
                        new String(sent.key(), StandardCharsets.UTF_8),
                        letter(sent).reason());
        return reasons;
    }

    private static DeadLetter letter(ProducerRecord<byte[], byte[]> sent) {
        return DeadLetter.from(new ConsumerRecord<>(
                        sent.topic(),
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.empty()))
                .orElseThrow();
    }

    /// A fresh process that begins at what was committed.
    private void start(Map<TopicPartition, Long> committed) {
        kafka = new MockConsumer<>("earliest");
        consumer = new AnalysisConsumer(kafka, this::producer, SETTINGS, kept, events, () -> now);
        kafka.updateBeginningOffsets(Map.of(ANALYSES, 0L, INNOVATIONS, 0L));
        kafka.rebalance(List.of(ANALYSES, INNOVATIONS));
        for (TopicPartition partition : log.keySet()) {
            final long from = committed.getOrDefault(partition, 0L);
            delivered.put(partition, (int) from);
            kafka.seek(partition, from);
        }
    }

    private Map<TopicPartition, Long> committed() {
        final Map<TopicPartition, Long> offsets = new HashMap<>();
        kafka.committed(Set.of(ANALYSES, INNOVATIONS)).forEach((TopicPartition partition, OffsetAndMetadata offset) -> {
            if (offset != null) offsets.put(partition, offset.offset());
        });
        return offsets;
    }

    private static DayProduct day(String domain, LocalDate day, int revision, int observations) {
        return Days.product(domain, SETTINGS.domains().get(domain).modelGrid(), day, revision, observations);
    }

    private void append(DayProduct day) {
        day.fields().forEach(this::append);
        day.details().forEach(this::append);
        append(day.analysis());
        day.innovations().forEach(innovation -> log.get(INNOVATIONS)
                .add(Topics.INNOVATIONS.values().serializer().serialize("innovations", innovation)));
    }

    private void append(AnalysisRecord analysis) {
        log.get(ANALYSES).add(Topics.ANALYSES.values().serializer().serialize("analyses", analysis));
    }

    private void deliver(TopicPartition partition, int count) {
        for (int n = 0; n < count; n++) {
            final int offset = delivered.merge(partition, 1, Integer::sum) - 1;
            kafka.addRecord(new ConsumerRecord<>(
                    partition.topic(),
                    0,
                    offset,
                    new byte[0],
                    log.get(partition).get(offset)));
        }
        consumer.poll(Duration.ZERO);
    }

    private int remaining(TopicPartition partition) {
        return log.get(partition).size() - delivered.get(partition);
    }

    private void deliverAll() {
        deliver(ANALYSES, remaining(ANALYSES));
        deliver(INNOVATIONS, remaining(INNOVATIONS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void writesTheSameDaysWhateverTheInterleaving(long seed) {
        final List<DayProduct> days = List.of(
                day("plane", Days.FIRST, 0, 12),
                day("regular", Days.FIRST, 0, 5),
                day("plane", Days.FIRST.plusDays(1), 0, 0),
                day("plane", Days.FIRST.plusDays(2), 0, 3));
        days.forEach(this::append);
        final Random random = new Random(seed);
        while (remaining(ANALYSES) + remaining(INNOVATIONS) > 0) {
            final TopicPartition partition = random.nextBoolean() ? ANALYSES : INNOVATIONS;
            deliver(partition, Math.min(remaining(partition), 1 + random.nextInt(4)));
        }
        assertThat(kept.written).containsExactlyInAnyOrderElementsOf(days);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 24L, INNOVATIONS, 20L));
        assertThat(events.rejected).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void aCrashAnywhereLosesNothing(long seed) {
        final Random random = new Random(seed);
        // transactions of two domains interleave on one partition
        final DayProduct plane = day("plane", Days.FIRST, 0, 6);
        final DayProduct regular = day("regular", Days.FIRST, 0, 6);
        final DayProduct next = day("plane", Days.FIRST.plusDays(1), 0, 6);
        for (int n = 0; n < 5; n++) {
            append(plane.fields().get(n));
            append(regular.fields().get(n));
        }
        append(regular.analysis());
        append(plane.analysis());
        for (int n = 0; n < 6; n++)
            for (DayProduct day : List.of(regular, plane))
                log.get(INNOVATIONS)
                        .add(Topics.INNOVATIONS
                                .values()
                                .serializer()
                                .serialize("innovations", day.innovations().get(n)));
        append(next);
        int crashes = 0;
        while (remaining(ANALYSES) + remaining(INNOVATIONS) > 0) {
            final TopicPartition partition = random.nextBoolean() ? ANALYSES : INNOVATIONS;
            deliver(partition, Math.min(remaining(partition), 1 + random.nextInt(6)));
            if (crashes < 5 && random.nextInt(3) == 0) {
                start(committed());
                crashes++;
            }
        }
        assertThat(new java.util.HashSet<>(kept.written)).isEqualTo(Set.of(plane, regular, next));
        assertThat(events.rejected).isEmpty();
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 18L, INNOVATIONS, 18L));
    }

    @Test
    void commitsNothingOfADayThatIsNotWhole() {
        append(day("plane", Days.FIRST, 0, 4));
        append(day("plane", Days.FIRST.plusDays(1), 0, 4));
        deliver(ANALYSES, 12);
        deliver(INNOVATIONS, 6);
        assertThat(kept.written).hasSize(1);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 6L, INNOVATIONS, 4L));
        assertThat(consumer.backlog().lacks())
                .containsExactly("plane/filter 2019-05-02 revision 0 lacks fields [] and 2 of 4 innovations");
    }

    @Test
    void aDayWithoutInnovationsIsWrittenAfterThoseBeforeIt() {
        final DayProduct first = day("plane", Days.FIRST, 0, 4);
        final DayProduct second = day("plane", Days.FIRST.plusDays(1), 0, 0);
        final DayProduct third = day("plane", Days.FIRST.plusDays(2), 0, 0);
        for (DayProduct day : List.of(first, second, third)) append(day);
        deliver(ANALYSES, 18);
        assertThat(kept.written).isEmpty();
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 0L, INNOVATIONS, 0L));
        assertThat(consumer.backlog().lacks())
                .contains("plane/filter 2019-05-02 revision 0 waits for the days before it");
        deliver(INNOVATIONS, 4);
        assertThat(kept.written).containsExactly(first, second, third);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 18L, INNOVATIONS, 4L));
    }

    @Test
    void commitsNothingOfADayThatCouldNotBeWritten() {
        append(day("plane", Days.FIRST, 0, 2));
        kept.broken = true;
        deliver(ANALYSES, 6);
        deliver(INNOVATIONS, 2);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 0L, INNOVATIONS, 0L));
        kept.broken = false;
        start(committed());
        deliverAll();
        assertThat(kept.written).hasSize(1);
    }

    @Test
    void waitsForTheDiskForDaysAndThenGoesOnWithNothingLostOrDoubled() {
        final DayProduct first = day("plane", Days.FIRST, 0, 2);
        final DayProduct second = day("plane", Days.FIRST.plusDays(1), 0, 2);
        append(first);
        append(second);
        kept.broken = true;
        deliverAll();
        for (int n = 0; n < 3000; n++) {
            now = now.plusSeconds(60);
            consumer.poll(Duration.ZERO);
        }
        assertThat(kept.attempts).isEqualTo(3001);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 0L, INNOVATIONS, 0L));
        assertThat(consumer.backlog().disk())
                .contains("disk full", "plane/filter 2019-05-01 revision 0", "plane/filter 2019-05-02 revision 0");
        assertThat(consumer.backlog().unwritten()).isEqualTo(Map.of(PLANE, 2));
        kept.broken = false;
        consumer.poll(Duration.ZERO);
        assertThat(kept.written).isEmpty();
        now = now.plusSeconds(60);
        consumer.poll(Duration.ZERO);
        assertThat(kept.written).containsExactly(first, second);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 12L, INNOVATIONS, 4L));
        assertThat(events.days).containsExactly("published", "published");
        assertThat(events.rejected).isEmpty();
        assertThat(consumer.backlog()).isEqualTo(Backlog.NONE);
    }

    @Test
    void triesTheDiskAgainWithGrowingPausesOfAtMostAMinute() {
        append(day("plane", Days.FIRST, 0, 2));
        kept.broken = true;
        deliverAll();
        final List<Integer> pauses = new ArrayList<>();
        for (int pause = 0; pauses.size() < 7; pause++) {
            final int before = kept.attempts;
            consumer.poll(Duration.ZERO);
            if (kept.attempts > before) {
                pauses.add(pause);
                pause = 0;
            }
            now = now.plusSeconds(1);
        }
        assertThat(pauses).containsExactly(1, 2, 4, 8, 16, 32, 60);
    }

    @Test
    void doesNotReadThePartitionsOfADayThatWaitsForTheDiskButStaysInTheGroup() {
        append(day("plane", Days.FIRST, 0, 2));
        kept.broken = true;
        deliverAll();
        consumer.poll(Duration.ZERO);
        assertThat(kafka.paused()).containsExactlyInAnyOrder(ANALYSES, INNOVATIONS);
        append(day("plane", Days.FIRST.plusDays(1), 0, 0));
        deliverAll();
        assertThat(consumer.backlog().unwritten()).isEqualTo(Map.of(PLANE, 1));
        kept.broken = false;
        now = now.plusSeconds(30);
        consumer.poll(Duration.ZERO);
        assertThat(kafka.paused()).isEmpty();
        assertThat(kept.written).hasSize(2);
    }

    @Test
    void writesTheDaysOfADomainWhoseFolderIsWellWhileAnothersIsNot() {
        append(day("plane", Days.FIRST, 0, 2));
        append(day("regular", Days.FIRST, 0, 2));
        kept.brokenDomain = "plane";
        deliverAll();
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().domain())
                .containsExactly("regular");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 0L, INNOVATIONS, 0L));
        kept.brokenDomain = "";
        now = now.plusSeconds(30);
        consumer.poll(Duration.ZERO);
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().domain())
                .containsExactly("regular", "plane");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 12L, INNOVATIONS, 4L));
    }

    @Test
    void waitsForAFolderThatCannotBeOpened() {
        append(day("plane", Days.FIRST, 0, 2));
        kept.closed = true;
        deliverAll();
        assertThat(consumer.backlog().disk()).contains("plane/filter=java.io.IOException: no folder");
        kept.closed = false;
        now = now.plusSeconds(30);
        consumer.poll(Duration.ZERO);
        assertThat(kept.written).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, IllegalStateException.class})
    void putsADayAsideThatCannotBeMadeAFileAndGoesOn(Class<? extends Throwable> failure) throws Exception {
        append(day("plane", Days.FIRST, 0, 2));
        append(day("plane", Days.FIRST.plusDays(1), 0, 2));
        kept.failures.put(Days.FIRST, failure.getConstructor().newInstance());
        deliverAll();
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().day())
                .containsExactly(Days.FIRST.plusDays(1));
        assertThat(events.days).containsExactlyInAnyOrder("unwritable", "published");
        assertThat(events.rejected).containsExactly("analyses unwritable-day");
        assertThat(deadLetters()).hasSize(8).containsOnlyKeys(firstDay());
        assertThat(deadLetters().values()).containsOnly("unwritable-day");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 12L, INNOVATIONS, 4L));
    }

    private static List<String> firstDay() {
        final List<String> origins = new ArrayList<>();
        for (int n = 0; n < 6; n++) origins.add("analyses/0/" + n);
        for (int n = 0; n < 2; n++) origins.add("innovations/0/" + n);
        return origins;
    }

    /// More innovations than its closing record counts.
    @Test
    void putsADayAsideThatContradictsItself() {
        final DayProduct day = day("plane", Days.FIRST, 0, 3);
        append(day);
        day("plane", Days.FIRST, 0, 4).innovations().forEach(innovation -> log.get(INNOVATIONS)
                .add(Topics.INNOVATIONS.values().serializer().serialize("innovations", innovation)));
        deliver(INNOVATIONS, 7);
        deliver(ANALYSES, 6);
        assertThat(kept.written).isEmpty();
        assertThat(events.rejected).containsExactly("analyses unwritable-day");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 6L, INNOVATIONS, 7L));
    }

    @ParameterizedTest
    @ValueSource(classes = {StackOverflowError.class, OutOfMemoryError.class, NullPointerException.class})
    void putsARecordAsideThatNobodyHasForeseenAndGoesOn(Class<? extends Throwable> failure) throws Exception {
        final Throwable thrown = failure.getConstructor().newInstance();
        append(day("plane", Days.FIRST, 0, 2));
        kafka.addRecord(new ConsumerRecord<>("analyses", 0, 0, new byte[0], new byte[] {1}) {
            private boolean isRead;

            @Override
            public byte[] value() {
                if (!isRead) {
                    isRead = true;
                    throw AnalysisConsumerTest.<RuntimeException>unchecked(thrown);
                }
                return super.value();
            }
        });
        log.get(ANALYSES).addFirst(new byte[] {1});
        delivered.put(ANALYSES, 1);
        consumer.poll(Duration.ZERO);
        deliverAll();
        assertThat(deadLetters()).isEqualTo(Map.of("analyses/0/0", "unforeseen-error"));
        assertThat(kept.written).hasSize(1);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 7L, INNOVATIONS, 2L));
    }

    @SuppressWarnings("unchecked")
    static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    /// As when the group's offsets have expired: all is read again.
    @Test
    void writesAndCountsNothingTwiceWhenEverythingIsReadAgain() {
        final List<DayProduct> days = List.of(
                day("plane", Days.FIRST, 0, 2),
                day("plane", Days.FIRST.plusDays(1), 0, 3),
                day("plane", Days.FIRST, 1, 2));
        days.forEach(this::append);
        deliverAll();
        start(Map.of());
        deliverAll();
        assertThat(kept.written).containsExactlyElementsOf(days);
        assertThat(events.days)
                .containsExactly("published", "published", "published", "superseded", "unchanged", "unchanged");
        assertThat(events.rejected).isEmpty();
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 18L, INNOVATIONS, 7L));
    }

    @Test
    void saysWhatBegunDaysLackAndSinceWhen() {
        append(day("plane", Days.FIRST, 0, 4));
        deliver(INNOVATIONS, 3);
        assertThat(consumer.backlog().lacks())
                .containsExactly("plane/filter 2019-05-01 revision 0 lacks the record that closes it");
        assertThat(consumer.backlog().since()).isEqualTo(Map.of(PLANE, now));
        assertThat(consumer.backlog().begun()).isEqualTo(Map.of(PLANE, 1));
    }

    @Test
    void namesFewOfVeryManyBegunDays() {
        for (int n = 0; n < 1000; n++)
            append(day("plane", Days.FIRST.plusDays(n), 0, 1).fields().getFirst());
        deliverAll();
        assertThat(consumer.backlog().begun()).isEqualTo(Map.of(PLANE, 1000));
        assertThat(consumer.backlog().lacks()).hasSize(21).last().isEqualTo("and 980 more days");
    }

    @Test
    void aTailOfADayThatIsKeptIsNotWaitedFor() {
        append(day("plane", Days.FIRST, 0, 4));
        deliverAll();
        start(Map.of(ANALYSES, 6L, INNOVATIONS, 2L));
        deliver(INNOVATIONS, 2);
        assertThat(consumer.backlog()).isEqualTo(Backlog.NONE);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 6L, INNOVATIONS, 4L));
    }

    @Test
    void skipsPoisonAndGoesOn() {
        log.get(ANALYSES).add("no cbor".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        log.get(ANALYSES).add(null);
        log.get(INNOVATIONS).add(new byte[] {1, 2, 3});
        append(day("plane", Days.FIRST, 0, 3));
        deliverAll();
        assertThat(kept.written).hasSize(1);
        assertThat(events.rejected)
                .containsExactly("analyses unreadable-record", "analyses empty", "innovations unreadable-record");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 8L, INNOVATIONS, 4L));
        assertThat(deadLetters())
                .isEqualTo(Map.of(
                        "analyses/0/0", "unreadable-record",
                        "analyses/0/1", "empty",
                        "innovations/0/0", "unreadable-record"));
        final DeadLetter first = letter(producers.getFirst().history().getFirst());
        assertThat(first.stage()).isEqualTo("publish");
        assertThat(first.value()).asString().isEqualTo("no cbor");
        assertThat(first.detail()).startsWith("topic analyses holds 7 bytes that are no AnalysisRecord");
    }

    @Test
    void commitsNothingBeforeTheBrokerHasTheDeadLetters() throws Exception {
        log.get(ANALYSES).add(new byte[] {1});
        append(day("plane", Days.FIRST, 0, 1));
        refuse(new TimeoutException("no answer"), () -> deliver(ANALYSES, 7));
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(committed()).isEmpty();
        assertThat(consumer.backlog().letters())
                .isEqualTo("1 dead letters cannot be sent: "
                        + "org.apache.kafka.common.errors.TimeoutException: no answer");
        deliver(INNOVATIONS, 1);
        assertThat(kafka.paused()).containsExactlyInAnyOrder(ANALYSES, INNOVATIONS);
        assertThat(committed()).isEmpty();
        now = now.plusSeconds(1);
        consumer.poll(Duration.ZERO);
        assertThat(kafka.paused()).isEmpty();
        assertThat(producers).hasSize(2);
        assertThat(producers.getLast().history()).hasSize(1);
        assertThat(deadLetters()).isEqualTo(Map.of("analyses/0/0", "unreadable-record"));
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 7L, INNOVATIONS, 1L));
        assertThat(kept.written).hasSize(1);
        assertThat(consumer.backlog().letters()).isEmpty();
        consumer.close();
        assertThat(producers.getLast().closed()).isTrue();
    }

    /// A broker that does not answer by itself, and then with this.
    private void refuse(RuntimeException answer, Runnable delivery) throws InterruptedException {
        answering = false;
        final int before = producers.size();
        final Thread broker = Thread.ofVirtual().start(() -> {
            while (producers.size() == before || !producers.getLast().errorNext(answer)) Thread.yield();
        });
        delivery.run();
        assertThat(broker.join(Duration.ofSeconds(10))).isTrue();
        answering = true;
    }

    @Test
    void leavesALetterThatTheBrokerWillNeverTakeAndGoesOn() throws Exception {
        log.get(ANALYSES).add(new byte[] {1});
        refuse(new RecordTooLargeException("2 MB"), () -> deliver(ANALYSES, 1));
        assertThat(events.rejected).containsExactly("analyses unreadable-record");
        assertThat(consumer.backlog().letters()).isEmpty();
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 1L, INNOVATIONS, 0L));
    }

    @Test
    void needsNoProducerWithoutPoison() {
        append(day("plane", Days.FIRST, 0, 3));
        deliverAll();
        consumer.close();
        assertThat(producers).isEmpty();
    }

    /// One record was unreadable and its day lost; sent again with the rest of the day, it makes the day whole.
    @Test
    void aDayThatWasLostIsWrittenWhenItsDeadLettersComeAgain() {
        append(day("plane", Days.FIRST, 0, 3));
        append(day("plane", Days.FIRST.plusDays(1), 0, 3));
        final byte[] whole = log.get(ANALYSES).set(2, new byte[] {0});
        deliverAll();
        assertThat(kept.written).hasSize(1);
        assertThat(deadLetters()).hasSize(9).containsEntry("analyses/0/2", "unreadable-record");
        assertThat(deadLetters().values().stream().filter("incomplete-day"::equals))
                .hasSize(8);
        producers.stream()
                .flatMap(producer -> producer.history().stream())
                .map(AnalysisConsumerTest::letter)
                .sorted(Comparator.comparing(DeadLetter::topic).thenComparing(DeadLetter::offset))
                .forEach(letter -> log.get(new TopicPartition(letter.topic(), 0))
                        .add(letter.origin().equals("analyses/0/2") ? whole : letter.value()));
        deliverAll();
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().day())
                .containsExactly(Days.FIRST.plusDays(1), Days.FIRST);
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 18L, INNOVATIONS, 9L));
    }

    @Test
    void countsADayWhoseFieldWasLostAndGoesOn() {
        append(day("plane", Days.FIRST, 0, 3));
        append(day("plane", Days.FIRST.plusDays(1), 0, 3));
        log.get(ANALYSES).set(2, new byte[] {0});
        deliverAll();
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().day())
                .containsExactly(Days.FIRST.plusDays(1));
        assertThat(events.rejected).contains("analyses unreadable-record", "analyses incomplete-day");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 12L, INNOVATIONS, 6L));
    }

    @Test
    void aDayIsWholeWithAllItsFluxesInDetail() {
        final DayProduct day = Days.withDetails(
                day("plane", Days.FIRST, 0, 3), SETTINGS.domains().get("plane").modelGrid());
        append(day);
        deliverAll();
        assertThat(kept.written).containsExactly(day);
    }

    @Test
    void countsADayOfWhichAnHourWasLostAndGoesOn() {
        append(Days.withDetails(
                day("plane", Days.FIRST, 0, 3), SETTINGS.domains().get("plane").modelGrid()));
        append(day("plane", Days.FIRST.plusDays(1), 0, 3));
        log.get(ANALYSES).set(20, new byte[] {0});
        deliverAll();
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().day())
                .containsExactly(Days.FIRST.plusDays(1));
        assertThat(events.rejected).contains("analyses unreadable-record", "analyses incomplete-day");
    }

    @Test
    void countsADayWhoseInnovationWasLostAndGoesOn() {
        append(day("plane", Days.FIRST, 0, 3));
        append(day("plane", Days.FIRST.plusDays(1), 0, 3));
        log.get(INNOVATIONS).set(1, new byte[] {0});
        deliverAll();
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().day())
                .containsExactly(Days.FIRST.plusDays(1));
        assertThat(events.rejected).containsExactly("innovations unreadable-record", "innovations incomplete-day");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 12L, INNOVATIONS, 6L));
    }

    @Test
    void countsADayWhoseClosingRecordWasLostAndGoesOn() {
        append(day("plane", Days.FIRST, 0, 3));
        append(day("plane", Days.FIRST.plusDays(1), 0, 0));
        log.get(ANALYSES).set(5, new byte[] {0});
        deliver(INNOVATIONS, 3);
        deliver(ANALYSES, 12);
        assertThat(kept.written).hasSize(1);
        assertThat(events.rejected).containsExactly("analyses unreadable-record", "analyses incomplete-day");
        assertThat(committed()).isEqualTo(Map.of(ANALYSES, 12L, INNOVATIONS, 3L));
    }

    @Test
    void rejectsFieldsThatTheFileCannotHold() {
        final var field = day("plane", Days.FIRST, 0, 0).fields().getFirst();
        final AnalysisIdentity atlantis = new AnalysisIdentity("atlantis", AssimilationSystem.FILTER, Days.FIRST, 0);
        append(new AnalysisField(atlantis, "flux_prior", "", "1", "", field.values()));
        append(new AnalysisField(field.identity(), "flux_prior", "", "1", "", new float[7]));
        append(new AnalysisField(field.identity(), "cell_area", "", "1", "", field.values()));
        append(new FluxDetail(field.identity(), FluxDetail.Kind.MEMBER, 99, new float[7]));
        append(new FluxDetail(field.identity(), FluxDetail.Kind.HOUR_PRIOR, 24, field.values()));
        deliverAll();
        assertThat(events.rejected)
                .containsExactly(
                        "analyses unknown-domain",
                        "analyses wrong-size",
                        "analyses unusable-name",
                        "analyses wrong-size",
                        "analyses impossible-value");
    }

    @Test
    void overwritesWithTheSameOrAHigherRevisionOnly() {
        for (DayProduct day : List.of(
                day("plane", Days.FIRST, 1, 3),
                day("plane", Days.FIRST, 0, 4),
                day("plane", Days.FIRST, 1, 5),
                day("plane", Days.FIRST, 2, 2))) {
            append(day);
            deliverAll();
        }
        assertThat(kept.written)
                .extracting(day -> day.analysis().identity().revision() + " "
                        + day.innovations().size())
                .containsExactly("1 3", "1 5", "2 2");
        assertThat(events.days).containsExactly("published", "superseded", "published", "published");
    }

    @Test
    void startsAfreshWhenPartitionsChange() {
        append(day("plane", Days.FIRST, 0, 3));
        deliver(ANALYSES, 4);
        kafka.rebalance(List.of());
        assertThat(consumer.backlog().lacks()).isEmpty();
    }

    private static final class Memory implements DayWriter {
        private final List<DayProduct> written = new ArrayList<>();
        private final Map<LocalDate, Throwable> failures = new HashMap<>();
        private boolean closed;
        private boolean broken;
        private String brokenDomain = "";
        private int attempts;

        @Override
        public void open(AnalysedDomain analysed) throws IOException {
            if (closed) throw new IOException("no folder");
        }

        private OptionalInt revision(AnalysisIdentity analysis) {
            return written.stream()
                    .map(product -> product.analysis().identity())
                    .filter(kept -> kept.analysed().equals(analysis.analysed())
                            && kept.day().equals(analysis.day()))
                    .mapToInt(AnalysisIdentity::revision)
                    .max();
        }

        @Override
        public boolean isKept(AnalysisIdentity analysis) {
            return revision(analysis).orElse(-1) >= analysis.revision();
        }

        @Override
        public Kept keep(DayProduct product) throws IOException {
            final int kept = revision(product.identity()).orElse(-1);
            if (kept > product.identity().revision()) return new Kept.Superseded("revision " + kept);
            if (written.contains(product)) return new Kept.Unchanged();
            attempts++;
            final Throwable failure = failures.get(product.analysis().identity().day());
            if (failure != null) throw AnalysisConsumerTest.<RuntimeException>unchecked(failure);
            if (broken || product.analysis().identity().domain().equals(brokenDomain))
                throw new IOException("disk full");
            written.add(product);
            return new Kept.Written();
        }
    }

    private static final class Events implements InboundEvents {
        private final List<String> rejected = new ArrayList<>();
        private final List<String> days = new ArrayList<>();

        @Override
        public void read(String topic) {}

        @Override
        public void rejected(String topic, Rejection reason) {
            rejected.add(topic + " " + reason.label());
        }

        @Override
        public void day(AnalysedDomain analysed, DayOutcome outcome) {
            days.add(outcome.label());
        }
    }
}
