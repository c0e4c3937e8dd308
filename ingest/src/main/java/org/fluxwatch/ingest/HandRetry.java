package org.fluxwatch.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.catalog.Again;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.LedgerTopic;
import org.fluxwatch.ingest.outbound.PublishOutcome;

/// An operator has granules that were put aside tried again, beside a running ingest or without one: their entries in
/// the ledger say that the next try is due, which ingest learns at its next look.
///
/// @param granules that will be tried again, by name
/// @param refused why others will not, by name
public record HandRetry(List<String> granules, Map<String, String> refused) {
    /// Of its own: ingest's would end the ingest that runs.
    private static final String TRANSACTIONAL_ID = "fluxwatch-retry";

    /// @param names of granules; empty: all that are put aside
    /// @param now from when on they are due
    /// @throws IllegalStateException when Kafka does not take it, with one line that says why
    public static HandRetry of(Collection<String> names, KafkaSettings kafka, Instant now) {
        try (GranulePublisher publisher = GranulePublisher.to(kafka, TRANSACTIONAL_ID);
                LedgerTopic topic = LedgerTopic.of(kafka)) {
            publisher.connect();
            final Map<String, LedgerEntry> ledger = new TreeMap<>();
            topic.catchUp(entry -> ledger.put(entry.state().granule(), entry));
            final HandRetry retry = of(names, ledger);
            final List<LedgerEntry> due = retry.granules.stream()
                    .map(ledger::get)
                    .map(entry -> due(entry, now))
                    .toList();
            if (!due.isEmpty() && !(publisher.publish(List.of(), due) instanceof PublishOutcome.Committed))
                throw new IllegalStateException("nothing will be tried again: Kafka at " + kafka.bootstrapServers()
                        + " did not take it; asking again does no harm");
            return retry;
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "Kafka at " + kafka.bootstrapServers() + " cannot be used: " + Messages.of(e), e);
        }
    }

    static HandRetry of(Collection<String> names, Map<String, LedgerEntry> ledger) {
        final List<String> granules = new ArrayList<>();
        final Map<String, String> refused = new TreeMap<>();
        final Predicate<LedgerEntry> aside = entry -> entry.state().outcome() == GranuleState.Outcome.QUARANTINED;
        if (names.isEmpty())
            ledger.values().stream()
                    .filter(aside)
                    .forEach(entry -> granules.add(entry.state().granule()));
        for (String name : names) {
            final LedgerEntry entry = ledger.get(name);
            if (entry == null) refused.put(name, "is not in the ledger, expected the file name of a granule");
            else if (aside.test(entry)) granules.add(name);
            else refused.put(name, "is " + entry.state().outcome() + ", expected one that is put aside");
        }
        return new HandRetry(List.copyOf(granules), refused);
    }

    /// The same entry, but that its next try is due.
    static LedgerEntry due(LedgerEntry entry, Instant now) {
        final int tries = entry.again().map(Again::tries).orElse(1);
        return new LedgerEntry(entry.state(), entry.content(), Optional.of(new Again(tries, now)));
    }
}
