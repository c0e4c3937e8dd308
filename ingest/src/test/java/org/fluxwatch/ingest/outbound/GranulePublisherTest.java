package org.fluxwatch.ingest.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.KeepDays;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GranulePublisherTest {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final GranuleVersion VERSION = GranuleVersion.of("B1", "240101000000", 1);
    private static final GranuleState STATE = new GranuleState(
            "g.nc4",
            Sensor.OCO2,
            DAY,
            VERSION,
            GranuleState.Outcome.PUBLISHED,
            "",
            3,
            Map.of(),
            Map.of(),
            Co2Scale.X2007);

    private static final LedgerEntry ENTRY =
            new LedgerEntry(STATE, new Fingerprint("md5:f354", "27984421", "26.688 MB"));

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final GranulePublisher publisher = new GranulePublisher(() -> {
        producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producers.getLast();
    });

    private static List<ObservationRecord> closings() {
        return List.of(closing("east"), closing("west"));
    }

    private static DayComplete closing(String domain) {
        return new DayComplete(domain, Sensor.OCO2, DAY, "g.nc4", VERSION, 0, 3, Map.of(), Set.of(), Co2Scale.X2007);
    }

    private PublishOutcome publish() {
        return publisher.publish(closings(), List.of(ENTRY));
    }

    @Test
    void carriesAGranuleInOneTransactionWithItsLedgerEntryLast() {
        assertThat(publish()).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(producers.getFirst().commitCount()).isEqualTo(1);
        final List<ProducerRecord<byte[], byte[]>> sent = producers.getFirst().history();
        assertThat(sent)
                .extracting(message -> message.topic() + " " + new String(message.key(), StandardCharsets.UTF_8))
                .containsExactly("observations east", "observations west", "granules g.nc4");
        assertThat(sent).allSatisfy(message -> assertThat(
                        message.headers().lastHeader(RecordSerde.SCHEMA_HEADER).value())
                .isEqualTo("1".getBytes(StandardCharsets.US_ASCII)));
        final var last = sent.getLast();
        assertThat(Topics.GRANULES.values().deserializer().deserialize("granules", last.headers(), last.value()))
                .isEqualTo(STATE);
        assertThat(last.headers().lastHeader(LedgerTopic.CONTENT_HEADER).value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("md5:f354|27984421|26.688 MB");
        final var first = sent.getFirst();
        assertThat(Topics.OBSERVATIONS
                        .values()
                        .deserializer()
                        .deserialize("observations", first.headers(), first.value()))
                .isEqualTo(closing("east"));
    }

    @Test
    void saysWhatIsRefusedHoweverOftenItIsSent() {
        publisher.connect();
        producers.getFirst().sendException = new RecordTooLargeException("1,000,001 bytes");
        assertThat(publish()).isInstanceOfSatisfying(PublishOutcome.Refused.class, refused -> assertThat(refused.why())
                .contains("1,000,001"));
        assertThat(producers.getFirst().transactionAborted()).isTrue();
    }

    @Test
    void takesAnotherProducerAfterAFaultInTheMiddleOfATransaction() {
        publisher.connect();
        producers.getFirst().sendException = new IllegalStateException("a bug");
        assertThatThrownBy(this::publish).hasMessage("a bug");
        assertThat(publish()).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(producers).hasSize(2);
    }

    @Test
    void abortsAndCanTryAgain() {
        publisher.connect();
        producers.getFirst().sendException = new TimeoutException("no metadata");
        assertThat(publish()).isInstanceOfSatisfying(PublishOutcome.Aborted.class, aborted -> assertThat(aborted.why())
                .contains("no metadata"));
        assertThat(producers.getFirst().transactionAborted()).isTrue();
        assertThat(producers.getFirst().history()).isEmpty();
        producers.getFirst().sendException = null;
        assertThat(publish()).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(producers).hasSize(1);
    }

    @Test
    void replacesAProducerThatCannotEvenAbort() {
        publisher.connect();
        producers.getFirst().sendException = new KafkaException("broken");
        producers.getFirst().abortTransactionException = new KafkaException("broken too");
        assertThat(publish()).isInstanceOf(PublishOutcome.Aborted.class);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(publish()).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(producers).hasSize(2);
    }

    @Test
    void isUnsureAfterACommitThatKeepsTimingOut() {
        publisher.connect();
        producers.getFirst().commitTransactionException = new TimeoutException("no answer");
        assertThat(publish()).isInstanceOf(PublishOutcome.Unsure.class);
        assertThat(producers.getFirst().closed()).isTrue();
    }

    @Test
    void goesOnWithAnotherProducerWhenThisOneIsFencedOffAndTheLedgerSaysWhatWasDone() {
        publisher.connect();
        producers.getFirst().fenceProducer();
        assertThat(publish()).isInstanceOf(PublishOutcome.Unsure.class);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(publish()).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(producers).hasSize(2);
    }

    static Stream<KafkaException> whatABrokerSaysThatHasForgotten() {
        return Stream.of(
                new InvalidTxnStateException("x"),
                new InvalidPidMappingException("x"),
                new InvalidProducerEpochException("x"),
                new ProducerFencedException("x"),
                new UnknownProducerIdException("x"),
                new KafkaException("commit failed", new InvalidTxnStateException("x")));
    }

    @ParameterizedTest
    @MethodSource("whatABrokerSaysThatHasForgotten")
    void goesOnWithAnotherProducerWhenTheBrokerHasForgottenThisOne(KafkaException answer) {
        publisher.connect();
        producers.getFirst().commitTransactionException = answer;
        assertThat(publish()).isInstanceOf(PublishOutcome.Unsure.class);
        assertThat(publish()).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(producers).hasSize(2);
    }

    @Test
    void endsWhenTheBrokerDoesNotAllowIt() {
        publisher.connect();
        producers.getFirst().commitTransactionException =
                new KafkaException(new TopicAuthorizationException(Set.of("observations")));
        assertThat(publish()).isInstanceOf(PublishOutcome.Fatal.class);
    }

    @Test
    void passesAnInterruptOn() {
        publisher.connect();
        producers.getFirst().commitTransactionException = new InterruptException(new InterruptedException());
        assertThatThrownBy(this::publish).isInstanceOf(InterruptException.class);
        Thread.interrupted();
    }

    @Test
    void keepsTheUsersClientPropertiesAndItsOwnTransactionalId() {
        final var properties = GranulePublisher.properties(
                new KafkaSettings(
                        "broker:9092",
                        1,
                        1,
                        KeepDays.FOR_GOOD,
                        Map.of("security.protocol", "SSL", "transactional.id", "x"),
                        ""),
                GranulePublisher.TRANSACTIONAL_ID);
        assertThat(properties)
                .containsEntry("security.protocol", "SSL")
                .containsEntry("transactional.id", "fluxwatch-ingest")
                .containsEntry("max.in.flight.requests.per.connection", 1)
                .containsEntry("bootstrap.servers", "broker:9092");
    }
}
