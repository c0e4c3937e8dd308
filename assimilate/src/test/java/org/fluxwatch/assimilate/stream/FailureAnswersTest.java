package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.fluxwatch.assimilate.Tiny;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureAnswersTest {
    private static final LocalDate DAY = Tiny.START;
    private static final String PRODUCED = "190701000000";
    private static final Settings SETTINGS = Tiny.settings(Map.of());

    @TempDir
    private Path folder;

    /// With a clock that stands, so that a slice holds a day however slow the machine is.
    private DrivenStage stage(String name) {
        return new DrivenStage(folder.resolve(name), SETTINGS, () -> 0);
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
                    .extracting(DailyAnalysis::innovations)
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
                    .extracting(DailyAnalysis::innovations)
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
    void aBrokenInvariantIsNoDeadLetterAndStopsTheStream() {
        try (DrivenStage before = stage("before");
                DrivenStage after = stage("after")) {
            before.day(Tiny.DOMAIN, DAY, 410);
            before.day(Tiny.DOMAIN, DAY.plusDays(1), 410);
            before.work(1);
            after.restore(before);
            after.loseEnsemble(Tiny.DOMAIN);
            assertThatThrownBy(() -> after.work(1))
                    .rootCause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stored ensemble of domain tiny stands at null");
            assertThat(after.deadLetters()).isEmpty();
        }
    }

    @Test
    void aStoredRecordThatCannotBeReadIsNotTheFaultOfTheRecordAtHand() {
        try (DrivenStage stage = stage("")) {
            stage.spoilClock(Tiny.DOMAIN);
            assertThatThrownBy(() -> stage.granule(Tiny.DOMAIN, Sensor.OCO2, DAY, PRODUCED))
                    .isInstanceOf(StreamsException.class);
            assertThat(stage.deadLetters()).isEmpty();
        }
    }

    private static final class Answers {
        private final Health health = new Health();
        private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private final FailureAnswers answers = new FailureAnswers(new AssimilateMetrics(registry), health);
    }

    @Test
    void aFailureThatPassesGetsANewThreadAndAnyOtherStopsTheStage() {
        final Answers all = new Answers();
        assertThat(all.answers.handle(new StreamsException("x", new TimeoutException("y"))))
                .isEqualTo(StreamThreadExceptionResponse.REPLACE_THREAD);
        assertThat(all.health.live()).isTrue();
        assertThat(all.answers.handle(new StreamsException("x", new IllegalStateException("broken"))))
                .isEqualTo(StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        assertThat(all.health.live()).isFalse();
        assertThat(all.health.parts().get("stream").detail()).contains("broken");
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
                .hasSize(3)
                .allMatch(counter -> counter.count() == 0)
                .extracting(Counter::getId)
                .extracting(id -> id.getTag("reason"))
                .containsExactlyInAnyOrder("unreadable-record", "future-schema", "impossible-value");
    }
}
