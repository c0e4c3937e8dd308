package org.fluxwatch.assimilate.stream;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.UnreadableRecordException;
import org.fluxwatch.contract.topic.UnreadableRecordException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every answer of the stream to failure.
///
/// | failure | answer | counted as |
/// |---|---|---|
/// | bytes that are no record | dead letter, go on | `unreadable-record` |
/// | a record of a newer schema | dead letter, go on | `future-schema` |
/// | a record that its own checks refuse | dead letter, go on | `impossible-value` |
/// | a record whose key is not its domain ([DomainKeys]) | dead letter, go on | `impossible-value` |
/// | any of these beyond 2 MB | log, go on; it stays where it lies | as above |
/// | a granule that lacks a superobservation | it waits for it, go on ([ObservationSets]) | `incomplete-granule` |
/// | a filter that diverges | its domain stops until its data change ([DayProcessor]) |
/// `fluxwatch_assimilate_domain_stopped` |
/// | winds, fluxes or inflow that are not there or cannot be used | the day waits, looked for again ([Standstills]) |
/// `fluxwatch_assimilate_waiting_for_inputs` |
/// | a stored ensemble that does not suit the settings | its domain stops | the same |
/// | a checkpoint that cannot be fetched | 30 attempts, then its domain stops | the same |
/// | a clock that a newer program has left | stage stops | health |
/// | a broker that does not take a result for now | Kafka sends it again | |
/// | a result that cannot be written, or that the broker refuses | stage stops, transaction aborted | health |
/// | Kafka fails otherwise in a way that passes | new thread, from the last commit on | |
/// | anything else, which is a broken invariant | stage stops, transaction aborted | health |
///
/// A dead letter leaves in the transaction that passes over its record, so there is one for each and none is lost.
/// Late, superseded, incomplete and unknown granules are no failures; [DayProcessor] counts them.
public final class FailureAnswers implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);
    private static final String STAGE = "assimilate";
    private static final String NO_DOMAIN = "unknown";

    /// Key of the answers among the stream's properties: Kafka makes the handlers, by their class' name.
    private static final String ANSWERS = "fluxwatch.failure-answers";

    private final LineQuota lines = new LineQuota(InstantSource.system());
    private final AssimilateMetrics metrics;
    private final Health health;

    /// @param health its part `stream` is set to FAILED when the stage stops
    FailureAnswers(AssimilateMetrics metrics, Health health) {
        this.metrics = metrics;
        this.health = health;
        for (Reason reason : Reason.values()) metrics.mayReject(NO_DOMAIN, reason.label());
    }

    /// What a stream with these answers is configured with.
    Map<String, Object> properties() {
        return Map.of(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                Handlers.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                Handlers.class,
                StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
                Handlers.class,
                ANSWERS,
                this);
    }

    private List<ProducerRecord<byte[], byte[]>> reject(DeadLetter letter) {
        final boolean fits = letter.fits();
        lines.next(letter.reason())
                .ifPresent(note -> LOG.error(
                        "{} is {}, {}: {}{}",
                        letter.origin(),
                        fits ? "put aside as a dead letter" : "passed over, too large for a dead letter",
                        letter.reason(),
                        letter.detail(),
                        note));
        metrics.rejected(NO_DOMAIN, letter.reason());
        return fits ? List.of(letter.toRecord()) : List.of();
    }

    /// A record that cannot be read.
    private DeserializationExceptionHandler.Response unread(ConsumerRecord<byte[], byte[]> record, Exception e) {
        return DeserializationExceptionHandler.Response.resume(reject(DeadLetter.of(
                record, STAGE, UnreadableRecordException.reasonOf(e).label(), e.getMessage())));
    }

    /// Only what is thrown as a verdict on a record is one: values that a store gives back and cannot be read, for
    /// instance, say nothing of the record at hand.
    private ProcessingExceptionHandler.Response unprocessed(ErrorHandlerContext context, Exception e) {
        if (!(e instanceof UnusableRecordException)) {
            if (context.topic() != null)
                LOG.error(
                        "record {}/{}/{} cannot be processed", context.topic(), context.partition(), context.offset());
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(reject(new DeadLetter(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                STAGE,
                Reason.IMPOSSIBLE_VALUE.label(),
                e.getMessage(),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers())));
    }

    private static ProductionExceptionHandler.Response unsent(String topic, Exception e) {
        if (e instanceof RetriableException) {
            LOG.warn("a record for {} is sent again: {}", topic, e.toString());
            return ProductionExceptionHandler.Response.retry();
        }
        LOG.error("a record for {} cannot be sent: {}", topic, e.toString());
        return ProductionExceptionHandler.Response.fail();
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        if (cause instanceof RetriableException) {
            LOG.warn("the stream's thread is replaced: {}", cause.toString());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        LOG.error("the stream stops", failure);
        health.set("stream", Health.State.FAILED, cause.toString());
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /// Where Kafka asks; the answers are above.
    public static final class Handlers
            implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
        private FailureAnswers answers;

        @Override
        public void configure(Map<String, ?> properties) {
            answers = Objects.requireNonNull(
                    (FailureAnswers) properties.get(ANSWERS), "the stream's properties hold no " + ANSWERS);
        }

        @Override
        public DeserializationExceptionHandler.Response handleError(
                ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception e) {
            return answers.unread(record, e);
        }

        @Override
        public ProcessingExceptionHandler.Response handleError(
                ErrorHandlerContext context, Record<?, ?> record, Exception e) {
            return answers.unprocessed(context, e);
        }

        @Override
        public ProductionExceptionHandler.Response handleError(
                ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception e) {
            return unsent(record.topic(), e);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandler.Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception e,
                ProductionExceptionHandler.SerializationExceptionOrigin origin) {
            return unsent(record.topic(), e);
        }
    }
}
