package org.fluxwatch.ingest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.LedgerTopic;
import org.fluxwatch.ingest.outbound.PublishOutcome;

/// An operator takes a granule back, beside a running ingest or without one.
public sealed interface HandRetraction {
    /// Of its own: ingest's would end the ingest that runs.
    String TRANSACTIONAL_ID = "fluxwatch-retract";

    /// Done.
    record Retracted(GranuleState granule, Set<String> domains) implements HandRetraction {}

    /// There is nothing to take back.
    ///
    /// @param why one line
    record Refused(String why) implements HandRetraction {}

    /// @param granule file name
    /// @throws IllegalStateException when Kafka does not take it, with one line that says why
    static HandRetraction of(String granule, Settings settings) {
        try (GranulePublisher publisher = GranulePublisher.to(settings.kafka(), TRANSACTIONAL_ID);
                LedgerTopic topic = LedgerTopic.of(settings.kafka())) {
            publisher.connect(); // ends a retraction that is under way elsewhere, before the ledger is read
            final GranuleLedger ledger = new GranuleLedger();
            topic.catchUp(ledger::put);
            final Optional<String> problem = problem(granule, ledger);
            if (problem.isPresent()) return new Refused(problem.get());
            final GranuleState published = ledger.state(granule).orElseThrow();
            // where it was published, which an operator's settings need not name
            final Set<String> domains = published.superobservations().keySet();
            final PreparedRetraction prepared = PreparedRetraction.of(published, ledger, domains, "by hand");
            return switch (publisher.publish(prepared.observations(), prepared.entries())) {
                case PublishOutcome.Committed committed -> new Retracted(published, domains);
                case PublishOutcome.Aborted aborted -> throw failed(granule, "nothing was changed", aborted.why());
                case PublishOutcome.Refused refused -> throw failed(granule, "nothing was changed", refused.why());
                case PublishOutcome.Fatal fatal -> throw failed(granule, "nothing was changed", fatal.why());
                case PublishOutcome.Unsure unsure ->
                    throw failed(granule, "whether it was, asking again will tell", unsure.why());
            };
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "Kafka at " + settings.kafka().bootstrapServers() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static IllegalStateException failed(String granule, String state, String why) {
        return new IllegalStateException(granule + " could not be retracted; " + state + ": " + why);
    }

    private static Optional<String> problem(String granule, GranuleLedger ledger) {
        final Optional<GranuleState> state = ledger.state(granule);
        if (state.isEmpty())
            return Optional.of(
                    granule + " is not in the ledger, expected the file name of a granule that was published");
        final String known = granule + " (" + state.get().version() + ")";
        return switch (state.get().outcome()) {
            case RETRACTED ->
                Optional.of(known + " is retracted already: " + state.get().detail());
            case QUARANTINED ->
                Optional.of(known + " was never published: it " + state.get().detail());
            case SUPERSEDED ->
                Optional.of(known + " is superseded: " + state.get().detail());
            case PUBLISHED ->
                newest(ledger.publishedBeside(state.get()), state.get())
                        .map(newer -> known + " is superseded by " + newer.granule());
        };
    }

    private static Optional<GranuleState> newest(List<GranuleState> others, GranuleState than) {
        return others.stream()
                .filter(other -> other.version().compareTo(than.version()) > 0)
                .max(java.util.Comparator.comparing(GranuleState::version));
    }
}
