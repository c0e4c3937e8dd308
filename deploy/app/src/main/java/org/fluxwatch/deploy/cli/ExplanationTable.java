package org.fluxwatch.deploy.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.deploy.cli.ExplainCommand.Replayed;
import org.fluxwatch.publish.explain.ErrorAdvice;
import org.fluxwatch.publish.explain.ExplainedObservation;
import org.fluxwatch.publish.explain.RegionExplanation;
import org.fluxwatch.publish.explain.RegionExplanation.GranuleShare;
import org.fluxwatch.publish.explain.RegionExplanation.GroupShare;
import org.fluxwatch.publish.explain.RegionExplanation.WithoutSensor;
import org.fluxwatch.publish.explain.SensorExplanation;
import org.fluxwatch.publish.explain.SensorExplanation.GranuleDeparture;
import org.fluxwatch.publish.explain.SensorExplanation.ModeAdvice;
import org.fluxwatch.publish.explain.SensorExplanation.RegionShare;

/// An explanation as text for a person.
final class ExplanationTable {
    private static final int SHOWN = 10;

    private ExplanationTable() {}

    static void region(RegionExplanation region, PrintWriter out) {
        head(region.domain(), region.day(), region.revision(), region.smoothingDays(), region.region(), out);
        out.printf(
                Locale.ROOT, "natural flux before   %10.4f +- %.4f TgC/day%n", region.before(), region.spreadBefore());
        out.printf(Locale.ROOT, "natural flux after    %10.4f +- %.4f%n", region.after(), region.spreadAfter());
        out.printf(
                Locale.ROOT,
                "increment             %+10.4f, sum of shares %+.4f%n",
                region.increment(),
                region.sumOfShares());
        missing(region.missing(), out);
        out.println();
        out.printf(Locale.ROOT, "%-10s %-14s %12s %10s%n", "sensor", "mode", "observations", "share");
        for (GroupShare group : region.groups())
            out.printf(
                    Locale.ROOT,
                    "%-10s %-14s %12d %+10.4f%n",
                    group.sensor().label(),
                    group.mode().label(),
                    group.observations(),
                    group.share());
        out.println();
        out.printf(Locale.ROOT, "%-48s %-10s %12s %10s%n", "granule", "day", "observations", "share");
        for (GranuleShare granule : region.granules().stream().limit(SHOWN).toList())
            out.printf(
                    Locale.ROOT,
                    "%-48s %-10s %12d %+10.4f%n",
                    Printable.line(granule.granule()),
                    granule.day(),
                    granule.observations(),
                    granule.share());
        observations(region.observations(), true, out);
        out.println();
        for (WithoutSensor without : region.without())
            out.printf(
                    Locale.ROOT,
                    "without %-10s %10.4f TgC/day, %+.4f (by shares: linear, the others as they were)%n",
                    without.sensor().label(),
                    without.after(),
                    without.change());
    }

    static void sensor(SensorExplanation sensor, PrintWriter out) {
        head(sensor.domain(), sensor.day(), sensor.revision(), sensor.smoothingDays(), name(sensor), out);
        missing(sensor.missing(), out);
        out.println();
        out.printf(Locale.ROOT, "%-48s %12s %12s%n", "granule", "observations", "mean o-b ppm");
        for (GranuleDeparture granule : sensor.granules())
            out.printf(
                    Locale.ROOT,
                    "%-48s %12d %+12.3f%n",
                    Printable.line(granule.granule()),
                    granule.observations(),
                    granule.departurePpm());
        observations(sensor.observations(), false, out);
        out.println();
        out.printf(
                Locale.ROOT,
                "%-24s %10s %10s %10s %14s%n",
                "natural flux, TgC/day",
                "after",
                "increment",
                "share",
                "after without");
        for (RegionShare region : sensor.regions())
            out.printf(
                    Locale.ROOT,
                    "%-24s %10.4f %+10.4f %+10.4f %14.4f%n",
                    Printable.line(region.region()),
                    region.after(),
                    region.increment(),
                    region.share(),
                    region.afterWithout());
        out.println();
        if (sensor.errorAdvice() == null) out.println("errors: too few observations to say anything");
        else advice("all modes", sensor.errorAdvice(), out);
        for (ModeAdvice mode : sensor.errorAdviceByMode()) advice(mode.mode().label(), mode.advice(), out);
    }

    /// @param leftOut how many observations
    static void replay(
            SensorExplanation sensor, LocalDate since, int leftOut, List<Replayed> regions, PrintWriter out) {
        out.println();
        out.printf(
                Locale.ROOT, "run again without %s since %s: %d observations left out%n", name(sensor), since, leftOut);
        out.printf(
                Locale.ROOT,
                "%-24s %10s %16s %16s%n",
                "natural flux, TgC/day",
                "with",
                "without, shares",
                "without, replay");
        for (Replayed region : regions)
            out.printf(
                    Locale.ROOT,
                    "%-24s %10.4f %16.4f %16.4f%n",
                    Printable.line(region.region()),
                    region.with(),
                    region.withoutByShares(),
                    region.withoutByReplay());
    }

    private static void head(
            String domain, LocalDate day, int revision, int smoothingDays, String what, PrintWriter out) {
        out.println(domain + "/filter " + day + ", revision " + revision
                + (smoothingDays == 0 ? "" : ", corrected by " + smoothingDays + " later days") + ": "
                + Printable.line(what));
    }

    private static String name(SensorExplanation sensor) {
        return sensor.sensor().label()
                + (sensor.mode() == null ? "" : " " + sensor.mode().label());
    }

    private static void missing(List<String> lines, PrintWriter out) {
        for (String line : lines) out.println("missing: " + Printable.line(line));
    }

    private static void observations(List<ExplainedObservation> observations, boolean withShares, PrintWriter out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "%-20s %-8s %-14s %8s %9s %8s %6s  %s%n",
                "time",
                "sensor",
                "mode",
                "lat",
                "lon",
                "o-b ppm",
                "error",
                withShares ? "    share" : "status");
        for (ExplainedObservation one : observations.stream().limit(SHOWN).toList())
            out.printf(
                    Locale.ROOT,
                    "%-20s %-8s %-14s %8.3f %9.3f %+8.3f %6.3f  %s%n",
                    one.time().truncatedTo(ChronoUnit.SECONDS),
                    one.sensor().label(),
                    one.mode().label(),
                    one.latitude(),
                    one.longitude(),
                    one.departurePpm(),
                    one.errorPpm(),
                    one.share() == null ? one.status() : String.format(Locale.ROOT, "%+9.4f", one.share()));
        if (observations.size() > SHOWN)
            out.println("... the " + SHOWN + " largest of them; --json has " + observations.size());
    }

    private static void advice(String what, ErrorAdvice advice, PrintWriter out) {
        if (Double.isNaN(advice.desroziersPpm())) {
            out.printf(
                    Locale.ROOT,
                    "errors, %-14s stated %.3f ppm; departures of %d assimilated observations of %d days give no error%n",
                    what,
                    advice.statedPpm(),
                    advice.observations(),
                    advice.days());
            return;
        }
        out.printf(
                Locale.ROOT,
                "errors, %-14s stated %.3f ppm, of departures %.3f +- %.3f ppm (%.2f times), %d assimilated observations of %d days%n",
                what,
                advice.statedPpm(),
                advice.desroziersPpm(),
                advice.standardErrorPpm(),
                advice.ratio(),
                advice.observations(),
                advice.days());
    }
}
