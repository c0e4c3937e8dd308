package org.fluxwatch.publish.inbound;

import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.service.LineQuota;
import org.fluxwatch.contract.service.Retry;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What became of each record and day: named in the log, as far as [LineQuota] goes, counted, and put aside when it was
/// not used.
final class DayOutcomes implements DayAssembly.Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(AnalysisConsumer.class);

    private final DeadLetters deadLetters;
    private final InboundEvents events;
    private final LineQuota lines;

    DayOutcomes(DeadLetters deadLetters, InboundEvents events, InstantSource clock) {
        this.deadLetters = deadLetters;
        this.events = events;
        this.lines = new LineQuota(clock);
    }

    void read(String topic) {
        events.read(topic);
    }

    void rejected(Inbound.Place place, Inbound.Rejected rejected) {
        final String reason = rejected.reason().label();
        lines.next(reason)
                .ifPresent(note -> LOG.error(
                        "{} is put aside as a dead letter, {}: {}{}", place, reason, rejected.detail(), note));
        deadLetters.add(place.message(), rejected.reason(), rejected.detail());
        events.rejected(place.message().topic(), rejected.reason());
    }

    @Override
    public void published(DayProduct product) {
        LOG.info("{} published", product);
        counted(product, InboundEvents.DayOutcome.PUBLISHED);
    }

    @Override
    public void unchanged(DayProduct product) {
        lines.next("unchanged").ifPresent(note -> LOG.info("{} is there as it is{}", product, note));
        counted(product, InboundEvents.DayOutcome.UNCHANGED);
    }

    @Override
    public void superseded(DayProduct product, String by) {
        lines.next("superseded").ifPresent(note -> LOG.info("{} is not written, {} is there{}", product, by, note));
        counted(product, InboundEvents.DayOutcome.SUPERSEDED);
    }

    private void counted(DayProduct product, InboundEvents.DayOutcome outcome) {
        events.day(product.analysis().identity().analysed(), outcome);
    }

    @Override
    public void lost(PendingDay day) {
        putAside(day, Rejection.INCOMPLETE_DAY, day.lack(), null);
        events.rejected(day.lackingTopic(), Rejection.INCOMPLETE_DAY);
        events.day(day.key().analysed(), InboundEvents.DayOutcome.INCOMPLETE);
    }

    @Override
    public void unwritable(PendingDay day, Throwable failure) {
        putAside(day, Rejection.UNWRITABLE_DAY, day.key() + " cannot be made a file: " + failure, failure);
        events.rejected(Topics.ANALYSES.name(), Rejection.UNWRITABLE_DAY);
        events.day(day.key().analysed(), InboundEvents.DayOutcome.UNWRITABLE);
    }

    /// All that has come of the day, so that it is whole again when it is sent again with what it lacked.
    private void putAside(PendingDay day, Rejection reason, String detail, @Nullable Throwable failure) {
        lines.next(reason.label())
                .ifPresent(note -> LOG.error(
                        "{}: it cannot be published, what has come of it is put aside as dead letters{}",
                        detail,
                        note,
                        failure));
        for (ConsumerRecord<byte[], byte[]> message : day.messages()) deadLetters.add(message, reason, detail);
    }

    @Override
    public void heldUp(String what, Retry retry) {
        lines.next("held-up")
                .ifPresent(note -> LOG.error(
                        "{}, attempt {}, tried again in {} s: {}{}",
                        what,
                        retry.failures(),
                        retry.pause().toSeconds(),
                        retry.why(),
                        note));
    }

    @Override
    public void goesOn(AnalysedDomain analysed) {
        LOG.info("the products of {} can be written again", analysed);
    }
}
