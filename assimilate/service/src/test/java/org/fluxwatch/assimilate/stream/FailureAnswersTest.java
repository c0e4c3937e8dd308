package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureAnswersTest {
    private static final LocalDate DAY = Tiny.START;
    private static final String PRODUCED = "190701000000";
    private static final Settings SETTINGS = Tiny.settings(Map.of());

    @TempDir
    private Path folder;

    /// With a clock that stands, so that a slice holds a day however slow the machine is.
    private DrivenStage stage(String name) {
        return FilterStage.of(folder.resolve(name), SETTINGS, () -> 0);
    }

    private static byte[] json(ObservationRecord record) {
        return Topics.OBSERVATIONS.values().serializer().serialize(Topics.OBSERVATIONS.name(), record);
    }

    private static ObservationRecord observation(String id) {
        return DrivenStage.observation(Tiny.DOMAIN, Sensor.OCO2, DAY, PRODUCED, id, 5, 410);
    }

    private static byte[] spoilt(ObservationRecord record, String was, String is) {
        final String text = new String(json(record), StandardCharsets.UTF_8);
        assertThat(text).contains(was);
        return text.replace(was, is).getBytes(StandardCharsets.UTF_8);
    }

    private static Headers schema(String number) {
        return new RecordHeaders().add(RecordSerde.SCHEMA_HEADER, number.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void poisonBecomesDeadLettersWithOriginAndReasonAndTheStreamGoesOn() {
        final byte[] noRecord = {0, 1, 2, (byte) 0xff};
        final byte[] ofTheFuture = json(observation("a"));
        final byte[] impossible = spoilt(observation("b"), "\"xco2Ppm\":410.0", "\"xco2Ppm\":-999999.0");
        try (DrivenStage stage = stage("")) {
            stage.sendBytes(Tiny.DOMAIN, noRecord);
            stage.send(Tiny.DOMAIN, ofTheFuture, schema("99"));
            stage.sendBytes(Tiny.DOMAIN, impossible);
            stage.sendBytes("elsewhere", json(observation("c")));
            stage.day(Tiny.DOMAIN, DAY, 410);
            stage.work(3);
            final List<DeadLetter> letters = stage.deadLetters();
            assertThat(letters)
                    .extracting(DeadLetter::origin)
                    .containsExactly("observations/0/0", "observations/0/1", "observations/0/2", "observations/0/3");
            assertThat(letters)
                    .extracting(DeadLetter::reason)
                    .containsExactly("unreadable-record", "future-schema", "impossible-value", "impossible-value");
            assertThat(letters).extracting(DeadLetter::stage).containsOnly("assimilate");
            assertThat(letters.get(0).value()).isEqualTo(noRecord);
            assertThat(letters.get(1).value()).isEqualTo(ofTheFuture);
            assertThat(letters.get(1).detail()).contains("schema 99");
            assertThat(letters.get(1)
                            .headers()
                            .lastHeader(RecordSerde.SCHEMA_HEADER)
                            .value())
                    .asString()
                    .isEqualTo("99");
            assertThat(letters.get(2).detail()).contains("XCO2 of b is -999999.0 ppm");
            assertThat(letters.get(2).key()).asString().isEqualTo(Tiny.DOMAIN);
            assertThat(letters.get(3).detail()).isEqualTo("key is 'elsewhere', expected 'tiny', the record's domain");
            assertThat(letters.get(3).key()).asString().isEqualTo("elsewhere");
            assertThat(letters.get(3).value()).isEqualTo(json(observation("c")));
            assertThat(stage.rejected("unknown", "unreadable-record")).isEqualTo(1);
            assertThat(stage.rejected("unknown", "future-schema")).isEqualTo(1);
            assertThat(stage.rejected("unknown", "impossible-value")).isEqualTo(2);
            assertThat(stage.days())
                    .singleElement()
                    .extracting(day -> day.counts().innovations())
                    .isEqualTo(1);
        }
    }

    @Test
    void aRecordThatComesAgainAfterTheFixIsUsed() {
        final List<DeadLetter> letters;
        try (DrivenStage stage = stage("before")) {
            stage.send(Tiny.DOMAIN, json(observation("one")), schema("99"));
            letters = stage.deadLetters();
        }
        final DeadLetter letter = letters.getFirst();
        letter.headers().remove(RecordSerde.SCHEMA_HEADER); // a program that knows schema 99 would read it
        try (DrivenStage stage = stage("after")) {
            stage.replay(letter);
            stage.send(DrivenStage.complete(Tiny.DOMAIN, Sensor.OCO2, DAY, PRODUCED, 1));
            stage.granule(Tiny.DOMAIN, Sensor.GOSAT, DAY, PRODUCED);
            stage.work(3);
            assertThat(stage.deadLetters()).isEmpty();
            assertThat(stage.days())
                    .singleElement()
                    .extracting(day -> day.counts().innovations())
                    .isEqualTo(1);
        }
    }

    @Test
    void aRecordTooLargeForALetterIsCountedAndPassedOver() {
        try (DrivenStage stage = stage("")) {
            stage.sendBytes(Tiny.DOMAIN, new byte[DeadLetter.GREATEST_REQUEST_BYTES]);
            assertThat(stage.deadLetters()).isEmpty();
            assertThat(stage.rejected("unknown", "unreadable-record")).isEqualTo(1);
        }
    }

    @Test
    void aBrokenInvariantIsNoDeadLetterAndItsDomainIsNamed() {
        try (DrivenStage before = stage("before");
                DrivenStage after = stage("after")) {
            before.day(Tiny.DOMAIN, DAY, 410);
            before.work(1);
            before.day(Tiny.DOMAIN, DAY.plusDays(1), 410);
            after.restore(before);
            after.loseState(Tiny.DOMAIN);
            assertThatThrownBy(() -> after.work(1))
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the stored state stands at no day");
            assertThat(after.deadLetters()).isEmpty();
            assertThat(after.stopped).last().asString().startsWith("tiny the step before 2019-06-02 fails");
        }
    }

    @Test
    void aClockThatCannotBeReadIsInTheWayOfItsDomainAlone() {
        try (DrivenStage stage = stage("")) {
            stage.spoilClock(Tiny.DOMAIN);
            stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, PRODUCED);
            assertThat(stage.deadLetters()).extracting(DeadLetter::reason).containsExactly("unusable-state");
            stage.day(Tiny.SECOND_DOMAIN, DAY, 410);
            stage.work(20);
            assertThat(stage.days()).extracting(day -> day.identity().domain()).containsExactly(Tiny.SECOND_DOMAIN);
        }
    }

    private static final class Answers {
        private final Health health = new Health();
        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final AtomicLong nanos = new AtomicLong(Duration.ofHours(1).toNanos());
        private final ThreadReplacements replacements = new ThreadReplacements(nanos::get);
        private final UnforeseenFailures failures = new UnforeseenFailures(Duration.ofMinutes(1));
        private final FailureAnswers answers =
                new FailureAnswers(new AssimilateMetrics(registry), health, failures, replacements);
    }

    static Stream<Throwable> failuresThatPass() {
        return Stream.of(
                new TimeoutException("x"),
                new InvalidTxnStateException("x"),
                new ProducerFencedException("x"),
                new InvalidProducerEpochException("x"),
                new InvalidPidMappingException("x"),
                new UnknownProducerIdException("x"),
                new OutOfOrderSequenceException("x"),
                new TransactionAbortedException("x"),
                new CoordinatorNotAvailableException("x"),
                new TaskMigratedException("x"),
                new ProcessorStateException("No space left on device"),
                new RecordTooLargeException("x"),
                new IllegalStateException("broken"),
                new OutOfMemoryError("x"));
    }

    @ParameterizedTest
    @MethodSource("failuresThatPass")
    void aFailureThatMayPassGetsANewThreadFromTheLastCommitOn(Throwable failure) {
        final Answers all = new Answers();
        assertThat(all.answers.handle(new StreamsException("x", failure)))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(all.health.live()).isTrue();
        assertThat(all.health.parts().get("stream").state()).isEqualTo(Health.State.WAITING);
        assertThat(all.health.parts().get("stream").detail()).contains(failure.getMessage());
    }

    static Stream<Throwable> failuresForGood() {
        return Stream.of(
                new TransactionalIdAuthorizationException("x"),
                new SaslAuthenticationException("x"),
                new UnsupportedVersionException("x"),
                new NewerStateException("x"));
    }

    @ParameterizedTest
    @MethodSource("failuresForGood")
    void whatNoWaitingMendsStopsTheStage(Throwable failure) {
        final Answers all = new Answers();
        assertThat(all.answers.handle(new StreamsException("x", failure)))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(all.health.live()).isFalse();
        assertThat(all.health.failure()).isCompletedWithValueMatching(line -> line.startsWith("stream: "));
    }

    @Test
    void threadsThatFailOneAfterTheOtherAreReplacedAfterGrowingPauses() {
        final Answers all = new Answers();
        final List<Long> seconds = new ArrayList<>();
        for (int n = 0; n < 9; n++) {
            all.replacements.another();
            seconds.add(all.replacements.nextPause().toSeconds());
        }
        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(all.replacements.isOver()).isFalse();
        all.nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(all.replacements.isOver()).isTrue();
        assertThat(all.replacements.another()).isEqualTo(1);
    }

    @Test
    void aResultThatIsTooLargeIsItsDomainsTrouble() {
        final Answers all = new Answers();
        final FailureAnswers.Handlers handlers = new FailureAnswers.Handlers();
        handlers.configure(all.answers.properties());
        handlers.handleError(
                null,
                new ProducerRecord<>(
                        "checkpoints", "tiny/2019-06-01/00000".getBytes(StandardCharsets.UTF_8), new byte[0]),
                new RecordTooLargeException("x"));
        assertThat(all.failures.mustWait("tiny", all.nanos.get())).isTrue();
        assertThat(all.failures.of("tiny")).contains("checkpoints", "RecordTooLarge");
    }

    @Test
    void aResultIsSentAgainWhereThatHelpsAndStopsTheStageElsewhere() {
        final FailureAnswers.Handlers handlers = new FailureAnswers.Handlers();
        handlers.configure(new Answers().answers.properties());
        final ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("analyses", new byte[0]);
        assertThat(handlers.handleError(null, record, new TimeoutException("x")).result())
                .isEqualTo(ProductionExceptionHandler.Result.RETRY);
        assertThat(handlers.handleError(null, record, new RecordTooLargeException("x"))
                        .result())
                .isEqualTo(ProductionExceptionHandler.Result.FAIL);
    }

    @Test
    void rejectionsAreCountedFromNoneOn() {
        assertThat(new Answers().registry.find("fluxwatch_assimilate_rejected").counters())
                .hasSize(6)
                .allMatch(counter -> counter.count() == 0)
                .extracting(Counter::getId)
                .extracting(id -> id.getTag("reason"))
                .containsExactlyInAnyOrder(
                        "unreadable-record",
                        "future-schema",
                        "impossible-value",
                        "too-far-ahead",
                        "unusable-state",
                        "unforeseen");
    }
}
