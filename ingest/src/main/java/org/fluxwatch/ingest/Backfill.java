package org.fluxwatch.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.catalog.Granule;

/// Takes in a period of the archive and ends. Broken off, it goes on where it was: the ledger knows what is done. A
/// running ingest may go on beside it; where both publish, they take turns.
public final class Backfill {
    /// Looks in a row that end in trouble and take nothing in.
    private static final int MOST_VAIN = 5;

    /// What became of the period.
    ///
    /// @param outcomes granules that the archive lists, the newest of each sensor and day
    /// @param putAside one line each
    /// @param without days for which the archive lists nothing, by sensor that a domain expects
    /// @param trouble what it ended by; empty: nothing is left to do
    public record Summary(
            Map<GranuleState.Outcome, Integer> outcomes,
            List<String> putAside,
            Map<Sensor, List<LocalDate>> without,
            String trouble) {
        /// Whether all that the archive lists is done.
        public boolean isWhole() {
            return trouble.isEmpty() && putAside.isEmpty();
        }
    }

    private final Settings settings;
    private final Pause pause;
    private final IntakeProgress progress;
    private final Health health = new Health();
    private int done;

    /// @param settings whose `archive.from` and `to` are the period
    public Backfill(Settings settings, Pause pause, IntakeProgress progress) {
        this.settings = settings;
        this.pause = pause;
        this.progress = progress;
    }

    /// Blocks until it is done, or the archive does not go on.
    public Summary run() throws InterruptedException {
        final Path downloads = settings.ingestFolder().resolve("backfill-downloads"); // not those of a running ingest
        BrokerWatch.makeTopics(settings.kafka());
        final SimpleMeterRegistry registry = new SimpleMeterRegistry(); // nobody looks: the bar tells
        try (IngestStage stage = new IngestStage(
                settings,
                downloads,
                new IngestMetrics(registry),
                new DownloadMetrics(registry),
                health,
                pause,
                counting())) {
            stage.connect();
            String trouble = "";
            int vain = 0;
            while (vain < MOST_VAIN) {
                final int before = done;
                if (stage.look()) return summary(stage, "");
                trouble = trouble();
                vain = done > before ? 0 : vain + 1;
                pause.forMillis(Pause.backOffMillis(vain + 1));
            }
            return summary(stage, trouble);
        }
    }

    private IntakeProgress counting() {
        return new IntakeProgress() {
            @Override
            public void begins(int granules) {
                progress.begins(granules);
            }

            @Override
            public void comesTo(Granule granule) {
                progress.comesTo(granule);
            }

            @Override
            public void isDone(Granule granule) {
                done++;
                progress.isDone(granule);
            }
        };
    }

    private String trouble() {
        return health.parts().values().stream()
                .filter(part -> part.state() == Health.State.WAITING)
                .map(Health.Part::detail)
                .collect(Collectors.joining("; "));
    }

    private Summary summary(IngestStage stage, String trouble) throws InterruptedException {
        final Map<GranuleState.Outcome, Integer> outcomes = new EnumMap<>(GranuleState.Outcome.class);
        final List<String> putAside = new ArrayList<>();
        final Map<Sensor, Set<LocalDate>> there = new TreeMap<>();
        final List<Granule> listed;
        try {
            listed = stage.catalog.granules();
        } catch (ArchiveException e) {
            return new Summary(outcomes, putAside, Map.of(), trouble.isEmpty() ? Messages.of(e) : trouble);
        }
        for (Granule granule : listed) {
            there.computeIfAbsent(granule.sensor(), sensor -> new TreeSet<>()).add(granule.day());
            stage.ledger.state(granule.name()).ifPresent(state -> {
                outcomes.merge(state.outcome(), 1, Integer::sum);
                if (state.outcome() == GranuleState.Outcome.QUARANTINED)
                    putAside.add(granule.name() + ": " + state.detail());
            });
        }
        return new Summary(outcomes, putAside, without(there), trouble);
    }

    /// Up to the last day that any sensor has: later ones may come.
    private Map<Sensor, List<LocalDate>> without(Map<Sensor, Set<LocalDate>> there) {
        final Map<Sensor, List<LocalDate>> without = new TreeMap<>();
        final LocalDate last = there.values().stream()
                .flatMap(Set::stream)
                .max(LocalDate::compareTo)
                .orElse(settings.archive().from());
        settings.domains().values().stream()
                .flatMap(domain -> domain.sensors().stream())
                .distinct()
                .forEach(sensor -> {
                    final Set<LocalDate> days = there.getOrDefault(sensor, Set.of());
                    final List<LocalDate> lacking = settings.archive()
                            .from()
                            .datesUntil(last.plusDays(1))
                            .filter(day -> !days.contains(day))
                            .toList();
                    if (!lacking.isEmpty()) without.put(sensor, lacking);
                });
        return without;
    }
}
