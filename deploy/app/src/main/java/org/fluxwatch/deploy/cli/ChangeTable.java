package org.fluxwatch.deploy.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.publish.revision.RevisionChange;
import org.fluxwatch.publish.revision.RevisionChange.CountChange;
import org.fluxwatch.publish.revision.RevisionChange.FieldChange;
import org.fluxwatch.publish.revision.RevisionChange.GranuleChange;
import org.fluxwatch.publish.revision.RevisionChange.OtherPeriod;
import org.fluxwatch.publish.revision.RevisionChange.RegionChange;
import org.fluxwatch.publish.revision.RevisionChange.ScoreChange;
import org.fluxwatch.publish.revision.RevisionChange.TextChange;
import org.fluxwatch.publish.revision.RevisionChange.Version;

/// What a revision changed, as text for a person.
final class ChangeTable {
    private ChangeTable() {}

    static void print(RevisionChange change, PrintWriter out) {
        out.println(change.domain() + "/" + change.system() + " " + change.begin() + ": " + edition(change.before())
                + " -> " + edition(change.after()));
        why(change, out);
        counts(change, out);
        regions(change.regions(), out);
        fields(change.fields(), out);
    }

    private static String edition(Version version) {
        return "revision " + version.revision()
                + (version.status().isEmpty() ? "" : " as of " + version.asOf() + " (" + version.status() + ")")
                + (version.smoothingDays() == 0 ? "" : ", corrected by " + version.smoothingDays() + " later days");
    }

    private static void why(RevisionChange change, PrintWriter out) {
        granules(change.begin(), change.granules(), out);
        for (OtherPeriod other : change.otherPeriods()) {
            if (!other.isKnown())
                out.println("granules   " + other.begin() + "  others than before; which ones is not kept");
            granules(other.begin(), other.granules(), out);
        }
        final String later = change.otherPeriods().stream()
                .filter(OtherPeriod::isNew)
                .map(other -> other.begin().toString())
                .collect(Collectors.joining(", "));
        if (!later.isEmpty()) out.println("smoothing  " + later + "  their observations have corrected the flux");
        if (change.earlierGranules()) out.println("granules   of days further back are others");
        for (TextChange text : change.made())
            out.println("made with  " + Printable.line(text.what()) + ": " + shown(text.before()) + " -> "
                    + shown(text.after()));
        if (change.granules().isEmpty()
                && change.otherPeriods().isEmpty()
                && change.made().isEmpty()
                && !change.earlierGranules()) out.println("granules   none is another, nor any setting");
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : Printable.line(text);
    }

    private static void granules(LocalDate day, List<GranuleChange> changes, PrintWriter out) {
        for (GranuleChange granule : changes)
            out.println("granule    " + day + "  "
                    + switch (granule.kind()) {
                        case ADDED -> granule.sensor() + " new: " + granule.after();
                        case REMOVED -> granule.sensor() + " gone: " + granule.before();
                        case REPLACED -> granule.sensor() + " replaced: " + granule.before() + " -> " + granule.after();
                    });
    }

    private static void counts(RevisionChange change, PrintWriter out) {
        out.println();
        for (CountChange count : change.counts())
            out.printf(
                    Locale.ROOT,
                    "%-32s %8d -> %8d  %+d%n",
                    "observations " + count.status(),
                    count.before(),
                    count.after(),
                    count.after() - count.before());
        for (ScoreChange score : change.scores())
            out.printf(
                    Locale.ROOT,
                    "%-32s %8.3f -> %8.3f  bias %.3f -> %.3f ppm, n %d -> %d%n",
                    "RMSE " + score.set(),
                    score.rmseBeforePpm(),
                    score.rmseAfterPpm(),
                    score.biasBeforePpm(),
                    score.biasAfterPpm(),
                    score.countBefore(),
                    score.countAfter());
        out.printf(
                Locale.ROOT, "%-32s %8.3f -> %8.3f%n", "chi-square", change.chiSquareBefore(), change.chiSquareAfter());
    }

    private static void regions(List<RegionChange> regions, PrintWriter out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%-24s %20s %20s %10s %10s%n",
                "natural flux, TgC/day",
                "before",
                "after",
                "change",
                "in spreads");
        for (RegionChange region : regions)
            out.printf(
                    Locale.ROOT,
                    "%-24s %10.4f +- %6.4f %10.4f +- %6.4f %+10.4f %+10.2f%n",
                    region.region(),
                    region.before(),
                    region.spreadBefore(),
                    region.after(),
                    region.spreadAfter(),
                    region.change(),
                    region.changeInSpreads());
    }

    private static void fields(List<FieldChange> fields, PrintWriter out) {
        out.println();
        for (FieldChange field : fields)
            out.printf(
                    Locale.ROOT,
                    "%-32s mean %+.4g, largest %+.4g %s at %.2f N %.2f E%n",
                    field.name(),
                    field.mean(),
                    field.largest(),
                    field.units(),
                    field.latitude(),
                    field.longitude());
        if (fields.isEmpty()) out.println("fields of flux and XCO2 are the same");
    }
}
