package org.fluxwatch.assimilate.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.topic.RecordSerde;

/// What a reader of both topics ends with: the last revision of every day, as `publish` keeps it.
final class Products {
    /// A day's last product.
    ///
    /// @param numbers closing record, fields and innovations, without their revision
    record Last(int revision, List<Object> numbers) {}

    private final Map<LocalDate, Map<Integer, List<Object>>> products = new TreeMap<>();
    private final Set<String> closed = new HashSet<>();
    final List<String> order = new ArrayList<>();

    /// Reads what has come out since it was last looked at.
    Products read(DrivenStage stage) {
        stage.innovations().forEach(one -> of(one.identity()).add(one.withRevision(0)));
        for (AnalysisRecord record : stage.analyses()) {
            final List<Object> product = of(record.identity());
            switch (record) {
                case AnalysisField field -> product.add(field.withValues(0, field.values()));
                case FluxDetail detail -> product.add(detail.withRevision(0));
                case DailyAnalysis day -> {
                    order.add(day.identity().day() + " r" + day.identity().revision());
                    if (!closed.add(order.getLast()))
                        throw new AssertionError("the product " + order.getLast() + " came twice");
                    final ObjectNode json = RecordSerde.jsonMapper().valueToTree(day);
                    json.withObject("/identity").remove("revision");
                    product.add(json);
                }
            }
        }
        return this;
    }

    private List<Object> of(AnalysisIdentity identity) {
        return products.computeIfAbsent(identity.day(), key -> new TreeMap<>())
                .computeIfAbsent(identity.revision(), key -> new ArrayList<>());
    }

    Map<LocalDate, Last> last() {
        final Map<LocalDate, Last> last = new TreeMap<>();
        products.forEach((day, revisions) -> {
            final var newest = ((TreeMap<Integer, List<Object>>) revisions).lastEntry();
            last.put(day, new Last(newest.getKey(), newest.getValue()));
        });
        return last;
    }

    Map<LocalDate, List<Object>> numbers() {
        final Map<LocalDate, List<Object>> numbers = new TreeMap<>();
        last().forEach((day, product) -> numbers.put(day, product.numbers()));
        return numbers;
    }

    Map<LocalDate, Integer> revisions() {
        final Map<LocalDate, Integer> revisions = new TreeMap<>();
        last().forEach((day, product) -> revisions.put(day, product.revision()));
        return revisions;
    }
}
