package org.fluxwatch.deploy.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.deploy.books.Balance;
import org.fluxwatch.deploy.books.GranuleBook;
import org.fluxwatch.deploy.books.GranuleBook.AnalysisBook;
import org.fluxwatch.deploy.books.GranuleBook.DomainBook;

/// The books as lines: a paragraph a granule, the sums, the balance.
final class LedgerTable {
    private static final int LONGEST_DETAIL = 160;

    private LedgerTable() {}

    static void print(Balance balance, PrintWriter out) {
        for (GranuleBook granule : balance.granules()) print(granule, out);
        printSums(balance, out);
        final List<String> problems = balance.problems();
        if (balance.deadLetters() > 0)
            out.printf(Locale.ROOT, "%d dead letters are outstanding, see dead-letters list%n", balance.deadLetters());
        for (String problem : problems) out.println("  " + Printable.line(problem));
        if (problems.isEmpty()) out.println("the books balance");
        else out.printf(Locale.ROOT, "the books do not balance: %d things do not add up%n", problems.size());
    }

    private static void print(GranuleBook granule, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s %-5s %s (%s) %s%s%n",
                granule.day(),
                granule.sensor().label(),
                Printable.line(granule.granule()),
                granule.version(),
                granule.outcome().name().toLowerCase(Locale.ROOT),
                granule.detail().isEmpty() ? "" : ": " + Printable.line(granule.detail(), LONGEST_DETAIL));
        if (granule.soundings() > 0)
            out.printf(
                    Locale.ROOT,
                    "    %d soundings = %d accepted%s%n",
                    granule.soundings(),
                    granule.accepted(),
                    granule.rejected().entrySet().stream()
                            .map(one -> " + " + one.getValue() + " " + Printable.line(one.getKey()))
                            .collect(Collectors.joining()));
        for (DomainBook domain : granule.domains()) print(granule, domain, out);
    }

    private static void print(GranuleBook granule, DomainBook domain, PrintWriter out) {
        final String version = domain.version().equals(granule.version()) ? "" : " version " + domain.version() + ",";
        out.printf(
                Locale.ROOT,
                "    %s:%s %d superobservations of %d soundings, %d outside%s%n",
                Printable.line(domain.domain()),
                version,
                domain.superobservations(),
                domain.soundings(),
                domain.outside(),
                domain.standing().equals("counts") ? "" : "; " + domain.standing());
        for (AnalysisBook analysis : domain.analyses())
            if (!analysis.superobservations().isEmpty())
                out.printf(
                        Locale.ROOT,
                        "        %s: %s%s%n",
                        analysis.system().label(),
                        counts(analysis.superobservations()),
                        analysis.from().equals("kafka") ? "" : " (" + analysis.from() + ")");
    }

    private static String counts(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void printSums(Balance balance, PrintWriter out) {
        final Map<String, Integer> outcomes = new TreeMap<>();
        final Map<String, Long> soundings = new TreeMap<>();
        final Map<String, Map<String, Integer>> fates = new TreeMap<>();
        long all = 0;
        long accepted = 0;
        for (GranuleBook granule : balance.granules()) {
            outcomes.merge(granule.outcome().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
            all += granule.soundings();
            accepted += granule.accepted();
            granule.rejected().forEach((reason, count) -> soundings.merge(reason, (long) count, Long::sum));
            for (DomainBook domain : granule.domains()) {
                if (domain.analyses().isEmpty())
                    add(fates, domain.domain(), Map.of(domain.standing(), domain.superobservations()));
                for (AnalysisBook analysis : domain.analyses())
                    add(fates, domain.domain() + "/" + analysis.system().label(), analysis.superobservations());
            }
        }
        out.printf(Locale.ROOT, "%d granules: %s%n", balance.granules().size(), counts(outcomes));
        out.printf(
                Locale.ROOT,
                "%d soundings = %d accepted%s%n",
                all,
                accepted,
                soundings.entrySet().stream()
                        .map(one -> " + " + one.getValue() + " " + Printable.line(one.getKey()))
                        .collect(Collectors.joining()));
        fates.forEach((domain, counts) ->
                out.printf(Locale.ROOT, "%s, superobservations: %s%n", Printable.line(domain), counts(counts)));
    }

    private static void add(Map<String, Map<String, Integer>> sums, String of, Map<String, Integer> counts) {
        final Map<String, Integer> sum = sums.computeIfAbsent(of, _ -> new TreeMap<>());
        counts.forEach((label, count) -> sum.merge(label, count, Integer::sum));
    }
}
