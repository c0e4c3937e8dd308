package org.fluxwatch.deploy.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.settings.Settings;

/// The books of what lies on the topics: first all records are put in, each topic's in its order, then the granules of
/// a period come out, with whatever does not add up.
/// ```
/// soundings of a file            = accepted + rejected by reason
/// accepted, in each domain       = in superobservations + outside the domain
/// superobservations of a domain  = those of its closing record = those of the ledger
///                                = assimilated + gated + withheld + ... + waiting + ..., or replaced, or taken back
/// ```
public final class Books {
    private static final Comparator<GranuleState> ORDER = Comparator.comparing(GranuleState::day)
            .thenComparing(GranuleState::sensor)
            .thenComparing(GranuleState::version)
            .thenComparing(GranuleState::granule);

    private final Map<String, GranuleState> ledger = new HashMap<>();
    private final Publications publications = new Publications();
    private final Analyses analyses = new Analyses();
    private final Map<RecordPlace, String> unreadable = new HashMap<>();
    private final Set<String> deadLetters = new HashSet<>();

    /// What Kafka, or the disk, cannot say.
    public interface Losses {
        /// Whether the beginning of what the topic has of a domain is gone.
        boolean isCutOff(String topic, String domain);

        /// What a product says of a granule.
        ProductAnswer product(org.fluxwatch.contract.record.AnalysedDomain analysed, LocalDate day);
    }

    /// The last entry of a granule counts.
    public void add(GranuleState entry) {
        ledger.put(entry.granule(), entry);
    }

    /// A granule's entry was deleted from the ledger, which is then made anew.
    public void forget(String granule) {
        ledger.remove(granule);
    }

    public void add(ObservationRecord record, RecordPlace place) {
        publications.add(record, place);
    }

    public void add(Innovation innovation) {
        analyses.add(innovation);
    }

    public void add(DailyAnalysis day) {
        analyses.add(day);
    }

    /// A record that is none.
    ///
    /// @param key of the record, empty where it has none; on `observations` a domain
    /// @param why one line
    public void addUnreadable(String key, RecordPlace place, String why) {
        unreadable.put(place, why);
        if (place.topic().equals(org.fluxwatch.contract.topic.Topics.OBSERVATIONS.name()))
            publications.addUnreadable(key, place);
    }

    /// A dead letter that is outstanding.
    ///
    /// @param origin `TOPIC/PARTITION/OFFSET`
    public void addDeadLetter(String origin) {
        deadLetters.add(origin);
    }

    /// The balance. To be called once, when all records are in.
    ///
    /// @param from first day
    /// @param to last day
    public Balance balance(Settings settings, Losses losses, LocalDate from, LocalDate to) {
        publications.end();
        final Audit audit = new Audit(settings, losses, publications, analyses, deadLetters);
        final Map<String, List<Publication>> published = new HashMap<>();
        for (Publication publication : publications.all())
            published
                    .computeIfAbsent(publication.key().granule(), _ -> new ArrayList<>())
                    .add(publication);
        final List<GranuleBook> granules = ledger.values().stream()
                .filter(state -> !state.day().isBefore(from) && !state.day().isAfter(to))
                .sorted(ORDER)
                .map(state -> audit.of(state, published.getOrDefault(state.granule(), List.of())))
                .toList();
        final List<String> problems = new ArrayList<>();
        for (Publication publication : publications.all())
            if (!ledger.containsKey(publication.key().granule())
                    && !publication.day().isBefore(from)
                    && !publication.day().isAfter(to))
                problems.add(
                        publication.key().granule() + " (" + publication.key().version()
                                + ") is published in domain "
                                + publication.key().domain() + ", but not in the ledger");
        unreadable.forEach((place, why) -> {
            if (!deadLetters.contains(place.toString()))
                problems.add("the record at " + place + " cannot be used and is no dead letter: " + why);
        });
        problems.sort(null);
        return new Balance(granules, List.copyOf(problems), deadLetters.size());
    }
}
