package org.fluxwatch.publish.health;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.publish.health.StateView.QuarantineView;
import org.fluxwatch.publish.health.StateView.SensorView;

/// What became of granules, as ingest's ledger tells. Not for several threads.
final class HeardGranules {
    /// Those that are shown of all in quarantine, the newest days first.
    private static final int MOST_SHOWN = 200;

    private record Entry(Sensor sensor, LocalDate day, Outcome outcome, String detail) {}

    private final Map<String, Entry> granules = new TreeMap<>();

    void accept(GranuleState state) {
        granules.put(state.granule(), new Entry(state.sensor(), state.day(), state.outcome(), state.detail()));
    }

    void forget(String granule) {
        granules.remove(granule);
    }

    /// Sensors of which anything was published, with the newest day of it.
    List<SensorView> sensors() {
        final Map<Sensor, SensorView> newest = new TreeMap<>();
        granules.forEach((granule, entry) -> {
            if (entry.outcome() != Outcome.PUBLISHED) return;
            newest.merge(
                    entry.sensor(),
                    new SensorView(entry.sensor().label(), entry.day(), granule, 1),
                    (a, b) -> (a.newestDay().isAfter(b.newestDay()) ? a : b).with(a.granules() + 1));
        });
        return List.copyOf(newest.values());
    }

    /// The newest of those in quarantine.
    List<QuarantineView> quarantine() {
        final List<QuarantineView> all = new ArrayList<>();
        granules.forEach((granule, entry) -> {
            if (entry.outcome() == Outcome.QUARANTINED)
                all.add(new QuarantineView(granule, entry.sensor().label(), entry.day(), entry.detail()));
        });
        all.sort(Comparator.comparing(QuarantineView::day).reversed().thenComparing(QuarantineView::granule));
        return List.copyOf(all.subList(0, Math.min(MOST_SHOWN, all.size())));
    }

    int quarantined() {
        return (int) granules.values().stream()
                .filter(entry -> entry.outcome() == Outcome.QUARANTINED)
                .count();
    }
}
