package org.fluxwatch.assimilate.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.fluxwatch.assimilate.stream.port.DayProducts;
import org.fluxwatch.contract.ProgramVersion;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.settings.AssimilateSettings.LateDataSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what days have changed: stores, checkpoint, results; then asks for the commit of it all.
final class DayWriter {
    private static final Logger LOG = LoggerFactory.getLogger(DayWriter.class);

    private final ProcessorContext<String, Object> context;
    private final DomainStores stores;
    private final LateDataSettings lateData;
    private final UnaryOperator<String> settings;
    private final AssimilateMetrics metrics;

    DayWriter(
            ProcessorContext<String, Object> context,
            DomainStores stores,
            LateDataSettings lateData,
            UnaryOperator<String> settings,
            AssimilateMetrics metrics) {
        this.context = context;
        this.stores = stores;
        this.lateData = lateData;
        this.settings = settings;
        this.metrics = metrics;
    }

    /// Whether days are to be written before a domain goes on from here: for a checkpoint.
    ///
    /// @param clock after the last of them
    boolean isDue(DomainClock clock) {
        return lateData.goBackDays() > 0 && clock.checkpointDue(lateData.checkpointEveryDays());
    }

    /// @param clock before the first day
    void write(String domain, DomainClock clock, UnwrittenDays unwritten) {
        if (unwritten.last().isEmpty()) return;
        unwritten.last().get().saveState(stores.states(), domain);
        stores.stateSettings().put(domain, settings.apply(domain));
        final List<DomainClock> clocks = new ArrayList<>(List.of(clock));
        for (FinishedDay.Outgoing day : unwritten.days()) clocks.add(write(domain, clocks.getLast(), day));
        stores.clocks().put(domain, clocks.getLast());
        context.commit();
        for (int d = 0; d < unwritten.days().size(); d++)
            try (var _ = LogFields.of(domain, clocks.get(d).nextDay())) {
                report(
                        domain,
                        clocks.get(d),
                        clocks.get(d + 1),
                        unwritten.days().get(d));
            }
    }

    /// @return the clock after the day
    private DomainClock write(String domain, DomainClock clock, FinishedDay.Outgoing day) {
        final DayProducts products = day.products();
        final HeldDays.Product product = new HeldDays.Product(
                products.analysis().madeBy(making(domain, clock)),
                products.fields(),
                products.details(),
                products.innovations());
        if (day.lagDays() > 0) stores.held().hold(product);
        if (!clock.silent()) {
            publish(product);
            for (ObservationRow row : products.rows())
                context.forward(
                        new Record<>(domain, row, row.identity().begin().toEpochMilli()), AssimilationTopology.ROWS);
        }
        final int smoothedRevision = clock.revision(clock.nextDay(), day.lagDays()) + 1;
        products.correction().ifPresent(past -> {
            final HeldDays.Product corrected = stores.held().revise(domain, past, smoothedRevision, day.lagDays());
            if (!clock.silent()) publish(corrected);
        });
        return checkpointed(domain, clock.afterDay());
    }

    private DailyAnalysis.Making making(String domain, DomainClock clock) {
        final String checkpoint = clock.checkpoints().isEmpty()
                ? "none"
                : clock.checkpoints().getLast().day().toString();
        return new DailyAnalysis.Making(ProgramVersion.get(), settings.apply(domain), checkpoint);
    }

    private void report(String domain, DomainClock clock, DomainClock next, FinishedDay.Outgoing day) {
        metrics.clock(domain, next);
        metrics.domainStopped(domain, false);
        day.products().rejected().forEach((reason, count) -> metrics.rejected(domain, reason, count));
        metrics.dayAnalysed(day.products().analysis(), day.taken(), next);
        LOG.info(
                "domain {}: {} analysed{} in {} ms, {}",
                domain,
                clock.nextDay(),
                clock.silent() ? " again" : "",
                day.taken().toMillis(),
                day.products().analysis().counts().byStatus());
    }

    private void publish(HeldDays.Product product) {
        final String domain = product.analysis().identity().domain();
        final long timestamp = product.analysis().identity().begin().toEpochMilli();
        for (Innovation innovation : product.innovations())
            context.forward(new Record<>(domain, innovation, timestamp), AssimilationTopology.INNOVATIONS);
        for (AnalysisField field : product.fields())
            context.forward(new Record<>(domain, field, timestamp), AssimilationTopology.ANALYSES);
        for (FluxDetail detail : product.details())
            context.forward(new Record<>(domain, detail, timestamp), AssimilationTopology.ANALYSES);
        context.forward(new Record<>(domain, product.analysis(), timestamp), AssimilationTopology.ANALYSES);
    }

    /// The clock with a checkpoint, where one is due, and without what falls out of reach by it.
    private DomainClock checkpointed(String domain, DomainClock clock) {
        if (lateData.goBackDays() == 0) {
            stores.observations().forget(domain, clock.nextDay().minusDays(1));
            return clock;
        }
        if (!isDue(clock)) return clock;
        final DomainClock next = clock.withCheckpoint(writeCheckpoint(domain, clock), lateData.goBackDays());
        if (!clock.checkpoints().isEmpty()) {
            final var reach = next.checkpoints().getFirst().day();
            for (var past = clock.checkpoints().getFirst().day(); past.isBefore(reach); past = past.plusDays(1))
                stores.observations().forget(domain, past);
            forgetCheckpoints(
                    domain,
                    clock.checkpoints().stream()
                            .filter(checkpoint -> checkpoint.day().isBefore(reach))
                            .toList());
        }
        return next;
    }

    private Checkpoint writeCheckpoint(String domain, DomainClock clock) {
        final long now = context.currentSystemTimeMs();
        final int[] parts = {0};
        stores.checkpoints().forEachPart(domain, part -> {
            final RecordHeaders headers = new RecordHeaders();
            CheckpointTopic.describe(headers, part);
            final String key = new Checkpoint(clock.nextDay(), now, 0).key(domain, parts[0]++);
            context.forward(new Record<>(key, part.value(), now, headers), AssimilationTopology.CHECKPOINTS);
        });
        return new Checkpoint(clock.nextDay(), now, parts[0]);
    }

    /// Lets the broker delete checkpoints that nobody will go back to.
    void forgetCheckpoints(String domain, List<Checkpoint> checkpoints) {
        for (Checkpoint checkpoint : checkpoints)
            for (int part = 0; part < checkpoint.parts(); part++)
                context.forward(
                        new Record<>(checkpoint.key(domain, part), null, context.currentSystemTimeMs()),
                        AssimilationTopology.CHECKPOINTS);
    }
}
