package org.fluxwatch.deploy.books;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleState.Outcome;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.books.GranuleBook.AnalysisBook;
import org.fluxwatch.deploy.books.GranuleBook.DomainBook;
import org.fluxwatch.ingest.lite.RejectReason;

/// Holds what the ledger says of a granule against what lies on the topics.
final class Audit {
    private static final String PUT_ASIDE = "put-aside";
    private static final String KAFKA = "kafka";
    private static final String PRODUCTS = "products";
    private static final String NOWHERE = "nowhere";

    private final Settings settings;
    private final Books.Losses losses;
    private final Publications publications;
    private final Analyses analyses;
    private final Set<String> deadLetters;

    Audit(
            Settings settings,
            Books.Losses losses,
            Publications publications,
            Analyses analyses,
            Set<String> deadLetters) {
        this.settings = settings;
        this.losses = losses;
        this.publications = publications;
        this.analyses = analyses;
        this.deadLetters = deadLetters;
    }

    /// @param published all of the granule that lies on the topic
    GranuleBook of(GranuleState state, List<Publication> published) {
        final List<String> problems = new ArrayList<>();
        final Map<String, Integer> rejected = new TreeMap<>(state.rejected());
        final int rest = state.soundings() - sum(state.rejected());
        if (rest < 0)
            problems.add("has " + state.soundings() + " soundings, and " + sum(state.rejected()) + " rejected ones");
        if (state.outcome() == Outcome.QUARANTINED && rest > 0) rejected.put(PUT_ASIDE, rest);
        final List<DomainBook> domains = new ArrayList<>();
        if (state.outcome() == Outcome.PUBLISHED)
            state.superobservations().forEach((domain, count) -> {
                final Optional<Publication> found =
                        publications.find(new Publication.Key(domain, state.granule(), state.version()));
                if (found.isPresent()) compare(state, found.get(), problems);
                else if (losses.isCutOff(Topics.OBSERVATIONS.name(), domain)) domains.add(cutOff(state, domain, count));
                else
                    problems.add("is published by the ledger, with " + count + " superobservations in domain " + domain
                            + ", but not on the topic observations");
            });
        for (Publication publication : published) {
            if (publication.standing() == Publication.Standing.COUNTS) requireEntered(state, publication, problems);
            domains.add(of(publication, problems));
        }
        return new GranuleBook(
                state.day(),
                state.sensor(),
                state.granule(),
                state.version(),
                state.outcome(),
                state.detail(),
                state.soundings(),
                rejected,
                state.outcome() == Outcome.PUBLISHED ? rest : 0,
                List.copyOf(domains),
                List.copyOf(problems));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// What counts downstream must be what the ledger has as published.
    private static void requireEntered(GranuleState state, Publication publication, List<String> problems) {
        if (state.outcome() != Outcome.PUBLISHED
                || !state.version().equals(publication.key().version()))
            problems.add("is " + state.outcome() + " by the ledger, but still counts in domain "
                    + publication.key().domain() + " in version "
                    + publication.key().version());
    }

    private void compare(GranuleState state, Publication publication, List<String> problems) {
        final String domain = publication.key().domain();
        if (publication.standing() == Publication.Standing.TAKEN_BACK)
            problems.add("is PUBLISHED by the ledger, but taken back in domain " + domain);
        if (publication.closing().isEmpty()) return; // told below
        final DayComplete closing = publication.closing().get();
        final Map<String, Integer> rejected = new TreeMap<>(closing.rejected());
        final Integer outside = rejected.remove(RejectReason.OUTSIDE_DOMAIN);
        if (closing.soundings() != state.soundings() || !rejected.equals(state.rejected()))
            problems.add("has " + state.soundings() + " soundings, rejected " + state.rejected()
                    + " by the ledger, but " + closing.soundings() + ", rejected " + rejected + " in domain " + domain);
        final int count = state.superobservations().getOrDefault(domain, 0);
        if (closing.superobservations() != count)
            problems.add("has " + count + " superobservations in domain " + domain + " by the ledger, but "
                    + closing.superobservations() + " by its closing record");
        final int accepted = state.soundings() - sum(state.rejected());
        final int inside = accepted - (outside == null ? 0 : outside);
        if (publication.superobservations() == count && publication.soundings() != inside)
            problems.add("has " + inside + " accepted soundings inside domain " + domain + ", but "
                    + publication.soundings() + " in its superobservations");
    }

    private static DomainBook cutOff(GranuleState state, String domain, int count) {
        return new DomainBook(domain, state.version(), Fate.NO_LONGER_IN_KAFKA.label(), count, 0, 0, List.of());
    }

    private DomainBook of(Publication publication, List<String> problems) {
        final int declared =
                publication.closing().map(DayComplete::superobservations).orElse(publication.superobservations());
        final boolean counts = publication.standing() == Publication.Standing.COUNTS
                || publication.standing() == Publication.Standing.OPEN;
        final List<AnalysisBook> books = new ArrayList<>();
        final int missing = declared - publication.superobservations();
        final long letters = publication.lost().stream()
                .filter(place -> deadLetters.contains(place.toString()))
                .count();
        final String domain = publication.key().domain();
        if (publication.closing().isEmpty() && letters == 0) problems.add("has no closing record in domain " + domain);
        if (missing < 0 || missing > letters)
            problems.add("has " + publication.superobservations() + " of " + declared
                    + " superobservations on the topic in domain " + domain + ", and " + letters + " dead letters");
        if (counts)
            for (AnalysedDomain analysed : analysed(domain)) {
                final Map<Fate, Integer> fates = notWhole(publication, missing);
                books.add(fates.isEmpty() ? book(analysed, publication, problems) : book(analysed, fates));
            }
        return new DomainBook(
                domain,
                publication.key().version(),
                publication.standing().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                declared,
                publication.soundings(),
                publication
                        .closing()
                        .map(closing -> closing.rejected().getOrDefault(RejectReason.OUTSIDE_DOMAIN, 0))
                        .orElse(0),
                books);
    }

    private Map<Fate, Integer> notWhole(Publication publication, int missing) {
        final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        final boolean isLetter = publication
                .closingPlace()
                .map(place -> deadLetters.contains(place.toString()))
                .orElse(true);
        if (isLetter) fates.put(Fate.DEAD_LETTER, publication.superobservations() + Math.max(0, missing));
        else if (missing > 0) {
            fates.put(Fate.DEAD_LETTER, missing);
            if (publication.superobservations() > 0) fates.put(Fate.INCOMPLETE, publication.superobservations());
        }
        return fates;
    }

    private Set<AnalysedDomain> analysed(String domain) {
        final Set<AnalysedDomain> all = new TreeSet<>();
        final DomainSettings own = settings.domains().get(domain);
        if (own != null) all.add(new AnalysedDomain(domain, own.system()));
        for (AnalysedDomain other : analyses.analysed()) if (other.domain().equals(domain)) all.add(other);
        return all;
    }

    private static AnalysisBook book(AnalysedDomain analysed, Map<Fate, Integer> fates) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        fates.forEach((fate, count) -> counts.put(fate.label(), count));
        return new AnalysisBook(analysed.system(), counts, KAFKA, null);
    }

    private AnalysisBook book(AnalysedDomain analysed, Publication publication, List<String> problems) {
        final int count = publication.superobservations();
        final Publication.Key key = publication.key();
        Optional<Analyses.Tally> tally = analyses.of(analysed, key.granule(), key.version());
        String from = KAFKA;
        final boolean cutOff = losses.isCutOff(Topics.INNOVATIONS.name(), analysed.domain())
                || losses.isCutOff(Topics.ANALYSES.name(), analysed.domain());
        if ((cutOff || !analyses.hasDay(analysed, publication.day()))
                && tally.map(Analyses.Tally::superobservations).orElse(0) < count) {
            final Optional<Analyses.Tally> kept = inProduct(analysed, publication);
            if (kept.isPresent()) {
                tally = kept;
                from = PRODUCTS;
            } else if (cutOff) from = PRODUCTS;
        }
        final Map<String, Integer> fates = new LinkedHashMap<>();
        tally.ifPresent(found ->
                found.byStatus().forEach((status, superobservations) -> fates.put(status.label(), superobservations)));
        final int used = sum(fates);
        if (used < count) {
            final Fate fate = fate(analysed, publication, used, cutOff);
            fates.put(fate.label(), count - used);
            if (used == 0) from = fate == Fate.NO_LONGER_IN_KAFKA ? NOWHERE : KAFKA;
        }
        if (used > count || fates.containsKey(Fate.UNEXPLAINED.label()))
            problems.add("has " + count + " superobservations in domain " + analysed.domain() + ", but "
                    + tally.map(found -> "analysis " + found.identity())
                            .orElse("the analysis of " + analysed + " " + publication.day())
                    + " says what became of "
                    + used);
        return new AnalysisBook(
                analysed.system(),
                fates,
                from,
                tally.map(Analyses.Tally::identity).orElse(null));
    }

    private Optional<Analyses.Tally> inProduct(AnalysedDomain analysed, Publication publication) {
        if (!(losses.product(analysed, publication.day()) instanceof ProductAnswer.Day(var analysis, var innovations)))
            return Optional.empty();
        final Analyses own = new Analyses();
        own.add(analysis);
        innovations.forEach(own::add);
        return own.of(analysed, publication.key().granule(), publication.key().version());
    }

    private Fate fate(AnalysedDomain analysed, Publication publication, int used, boolean cutOff) {
        final DomainSettings domain = settings.domains().get(analysed.domain());
        if (domain != null && publication.day().isBefore(domain.start())) return Fate.BEFORE_START;
        final Optional<java.time.LocalDate> newest = analyses.newestDay(analysed);
        final boolean analysedSince = newest.isPresent() && !publication.day().isAfter(newest.get());
        if (cutOff && (analysedSince || newest.isEmpty())) return Fate.NO_LONGER_IN_KAFKA;
        if (used > 0 || isSilentlyUsed(analysed, publication)) return Fate.UNEXPLAINED;
        final int goBackDays = settings.assimilate().lateData().goBackDays();
        return analysedSince && publication.day().isBefore(newest.get().minusDays(goBackDays))
                ? Fate.TOO_LATE
                : Fate.WAITING;
    }

    /// An inversion takes a day in before it solves it, a filter says at once what it has done.
    private boolean isSilentlyUsed(AnalysedDomain analysed, Publication publication) {
        return analysed.system() == AssimilationSystem.FILTER
                && analyses.isSource(
                        analysed,
                        publication.day(),
                        publication.key().granule(),
                        publication.key().version());
    }
}
