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
        line(out, "natural flux before   %10.4f +- %.4f TgC/day", region.before(), region.spreadBefore());
        line(out, "natural flux after    %10.4f +- %.4f", region.after(), region.spreadAfter());
        line(out, "increment             %+10.4f, sum of shares %+.4f", region.increment(), region.sumOfShares());
        missing(region.missing(), out);
        out.println();
        line(out, "%-10s %-14s %12s %10s", "sensor", "mode", "observations", "share");
        for (GroupShare group : region.groups())
            line(
                    out,
                    "%-10s %-14s %12d %+10.4f",
                    group.sensor().label(),
                    group.mode().label(),
                    group.observations(),
                    group.share());
        out.println();
        line(out, "%-48s %-10s %12s %10s", "granule", "day", "observations", "share");
        for (GranuleShare granule :
                region.granules().stream().limit(SHOWN).toList())
            line(
                    out,
                    "%-48s %-10s %12d %+10.4f",
                    Printable.line(granule.granule()),
                    granule.day(),
                    granule.observations(),
                    granule.share());
        observations(region.observations(), true, out);
        out.println();
        for (WithoutSensor without : region.without())
            line(
                    out,
                    "without %-10s %10.4f TgC/day, %+.4f (by shares: linear, the others as they were)",
                    without.sensor().label(),
                    without.after(),
                    without.change());
    }

    static void sensor(SensorExplanation sensor, PrintWriter out) {
        head(sensor.domain(), sensor.day(), sensor.revision(), sensor.smoothingDays(), name(sensor), out);
        missing(sensor.missing(), out);
        out.println();
        line(out, "%-48s %12s %12s", "granule", "observations", "mean o-b ppm");
        for (GranuleDeparture granule : sensor.granules())
            line(
                    out,
                    "%-48s %12d %+12.3f",
                    Printable.line(granule.granule()),
                    granule.observations(),
                    granule.departurePpm());
        observations(sensor.observations(), false, out);
        out.println();
        line(out, "%-24s %10s %10s %10s %14s", "natural flux, TgC/day", "after", "increment", "share", "after without");
        for (RegionShare region : sensor.regions())
            line(
                    out,
                    "%-24s %10.4f %+10.4f %+10.4f %14.4f",
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
        line(out, "run again without %s since %s: %d observations left out", name(sensor), since, leftOut);
        line(out, "%-24s %10s %16s %16s", "natural flux, TgC/day", "with", "without, shares", "without, replay");
        for (Replayed region : regions)
            line(
                    out,
                    "%-24s %10.4f %16.4f %16.4f",
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
        line(
                out,
                "%-20s %-8s %-14s %8s %9s %8s %6s  %s",
                "time",
                "sensor",
                "mode",
                "lat",
                "lon",
                "o-b ppm",
                "error",
                withShares ? "    share" : "status");
        for (ExplainedObservation one : observations.stream().limit(SHOWN).toList())
            line(
                    out,
                    "%-20s %-8s %-14s %8.3f %9.3f %+8.3f %6.3f  %s",
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
        line(
                out,
                "errors, %-14s stated %.3f ppm, of departures %.3f +- %.3f ppm (%.2f times), %d observations of %d days",
                what,
                advice.statedPpm(),
                advice.desroziersPpm(),
                advice.standardErrorPpm(),
                advice.ratio(),
                advice.observations(),
                advice.days());
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
