package org.fluxwatch.assimilate.stream;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.KafkaFailures;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.contract.topic.UnreadableRecordException;
import org.fluxwatch.contract.topic.UnreadableRecordException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every answer of the stream to failure. docs/troubles.md has the table: trouble, answer, counted as, listed where.
///
/// A dead letter leaves in the transaction that passes over its record, so there is one for each and none is lost.
/// Everything else that fails on the stream's thread ends its transaction, and a new thread goes on from the last
/// commit: what a domain or a record has failed with is remembered ([UnforeseenFailures]), so that it fails alone
/// next time. From the second failure in a row on threads come after growing pauses. Only what no waiting mends
/// ([KafkaFailures#isForGood]) and the state of a newer program stop the stage.
///
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
    private final UnforeseenFailures failures;
    private final ThreadReplacements replacements;

    /// @param health its part `stream` is set to WAITING while threads are replaced again and again, and to FAILED when
    /// the stage stops
    FailureAnswers(
            AssimilateMetrics metrics, Health health, UnforeseenFailures failures, ThreadReplacements replacements) {
        this.metrics = metrics;
        this.health = health;
        this.failures = failures;
        this.replacements = replacements;
        for (Reason reason : Reason.values()) metrics.mayReject(NO_DOMAIN, reason.label());
        for (UnusableRecordException.Reason reason : UnusableRecordException.Reason.values())
            metrics.mayReject(NO_DOMAIN, reason.label());
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
                record, STAGE, UnreadableRecordException.reasonOf(e).label(), Messages.of(e))));
    }

    /// Only what is thrown as a verdict on a record is one: before it nothing has been changed.
    private ProcessingExceptionHandler.Response unprocessed(ErrorHandlerContext context, Exception e) {
        if (!(e instanceof UnusableRecordException unusable)) return ProcessingExceptionHandler.Response.fail();
        return ProcessingExceptionHandler.Response.resume(reject(new DeadLetter(
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp(),
                STAGE,
                unusable.reason().label(),
                Messages.of(e),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers())));
    }

    /// All keys begin with the domain, which waits then; the others go on.
    ///
    /// @param key may be null
    private ProductionExceptionHandler.Response unsent(String topic, Object key, Exception e) {
        if (e instanceof RetriableException) {
            LOG.warn("a record for {} is sent again: {}", topic, e.toString());
            return ProductionExceptionHandler.Response.retry();
        }
        final String text = key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "" + key;
        LOG.error("the record {} for {} cannot be sent: {}", text, topic, e.toString());
        if (!topic.equals(Topics.DEAD_LETTERS.name()) && !KafkaFailures.isForGood(e) && isTheRecords(e))
            failures.domainFailed(
                    text.replaceAll("/.*", ""), "a record for " + topic + " cannot be sent: " + e, replacements.now());
        return ProductionExceptionHandler.Response.fail();
    }

    /// Whether it is the record's own fault.
    private static boolean isTheRecords(Exception e) {
        return e instanceof RecordTooLargeException || e instanceof SerializationException;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        final String root = KafkaFailures.root(failure);
        if (KafkaFailures.isForGood(failure) || isNewerState(failure)) {
            LOG.error("the stream stops", failure);
            health.set("stream", Health.State.FAILED, root);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        final int inARow = replacements.another();
        if (inARow == 1) LOG.warn("the stream's thread is replaced: {}", root, failure);
        else LOG.warn("the stream's thread is replaced for the {}. time in a row: {}", inARow, root);
        health.set("stream", Health.State.WAITING, "goes on from the last commit after: " + root);
        replacements.pause();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private static boolean isNewerState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof NewerStateException) return true;
        return false;
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
            return answers.unsent(record.topic(), record.key(), e);
        }

        @Override
        @SuppressWarnings("rawtypes")
        public ProductionExceptionHandler.Response handleSerializationError(
                ErrorHandlerContext context,
                ProducerRecord record,
                Exception e,
                ProductionExceptionHandler.SerializationExceptionOrigin origin) {
            return answers.unsent(record.topic(), record.key(), e);
        }
    }
}
