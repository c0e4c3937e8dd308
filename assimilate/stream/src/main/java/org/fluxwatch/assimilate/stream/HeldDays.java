package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.assimilate.stream.port.ProductCorrection;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.topic.Topics;

/// Days that went out and that later days may still correct, in a state store: a revision holds all that the first
/// product held. Of fluxes in detail a correction has all anew, so that none is kept.
/// ```
/// DOMAIN/DAY/closing           the record that closes the day
/// DOMAIN/DAY/field/NAME        its fields
/// DOMAIN/DAY/innovation/ID     its innovations
/// ```
final class HeldDays {
    private final KeyValueStore<String, byte[]> store;

    HeldDays(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /// A day as it goes out.
    record Product(
            DailyAnalysis analysis,
            List<AnalysisField> fields,
            List<FluxDetail> details,
            List<Innovation> innovations) {}

    private static String prefix(String domain, LocalDate day) {
        return domain + "/" + day + "/";
    }

    void hold(Product product) {
        final String prefix = prefix(
                product.analysis().identity().domain(),
                product.analysis().identity().day());
        put(prefix + "closing", product.analysis());
        for (AnalysisField field : product.fields()) put(prefix + "field/" + field.name(), field);
        for (Innovation innovation : product.innovations()) {
            final Innovation.Observation observation = innovation.observation();
            store.put(
                    prefix + "innovation/" + observation.position().time() + "/" + observation.source() + "/"
                            + observation.id(),
                    Topics.INNOVATIONS.values().serializer().serialize(Topics.INNOVATIONS.name(), innovation));
        }
    }

    private void put(String key, AnalysisRecord record) {
        store.put(key, Topics.ANALYSES.values().serializer().serialize(Topics.ANALYSES.name(), record));
    }

    /// The day with its fluxes corrected; it is held no longer.
    ///
    /// @param revision of the corrected product
    /// @param lagDays days of later observations that it was corrected with
    /// @throws IllegalStateException when the day is not held
    Product revise(String domain, ProductCorrection correction, int revision, int lagDays) {
        final String prefix = prefix(domain, correction.day());
        final byte[] closing = store.get(prefix + "closing");
        if (closing == null)
            throw new IllegalStateException("domain " + domain + ": the day " + correction.day()
                    + " that later days have corrected is not in the store of held days");
        final DailyAnalysis before = (DailyAnalysis) analysisRecord(closing);
        final List<FluxDetail> details = correction.details(revision);
        final DailyAnalysis analysis =
                correction.analysis(before, revision, lagDays).with(details);
        final List<AnalysisField> fields = new ArrayList<>();
        for (String name : before.fields())
            fields.add((AnalysisField) analysisRecord(store.get(prefix + "field/" + name)));
        final Product product = new Product(
                analysis,
                correction.fields(fields, revision),
                details,
                PrefixScan.values(store, prefix + "innovation/").stream()
                        .map(bytes -> Topics.INNOVATIONS
                                .values()
                                .deserializer()
                                .deserialize(Topics.INNOVATIONS.name(), bytes)
                                .withRevision(revision))
                        .toList());
        PrefixScan.deleteAll(store, prefix);
        return product;
    }

    private static AnalysisRecord analysisRecord(byte[] bytes) {
        return Topics.ANALYSES.values().deserializer().deserialize(Topics.ANALYSES.name(), bytes);
    }
}
