package org.fluxwatch.assimilate.inputs.flux;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.netcdf.Units;

/// Turns a flux in the units of a file into µmol m-2 s-1.
///
/// Read are moles, or mass of carbon or CO2 (`gC m-2 day-1`, `kg CO2/m2/s`), per area or per cell (`t month-1`), per
/// time or as the amount of the whole interval (`tC`). Months and years have their true length.
final class FluxUnits {
    private static final Pattern SUBSTANCE = Pattern.compile("(?<![A-Za-z])"
            + "((?:[munkMGTP]?g|[kmMGTP]?t|[munkMGTP]?mol|[a-z]*(?:grams?|tons?|tonnes?|moles?))[ _]?(?:of )?)"
            + "\\(?(CO_?2|co2|C|carbon)\\)?(?![A-Za-z0-9])");
    private static final Pattern CELL = Pattern.compile(
            "(?i)(?:/ ?|\\bper |[ .*])\\(?(?:grid)?[ _-]?(?:cell|box|pixel|grid)(?:\\^?-1)?\\)?(?![a-z])");
    private static final Pattern MONTH = Pattern.compile("(?i)(?<![a-z])(?:months?|mon|mth)(?![a-z])");
    private static final Pattern YEAR = Pattern.compile("(?i)(?<![a-z])(?:years?|yrs?)(?![a-z])");
    private static final Pattern SHORT_TON = Pattern.compile("(?i)(?<![a-z_])tons?(?![a-z])");
    private static final double MICROMOLES = 1e6;

    private enum Time {
        SECOND,
        MONTH,
        YEAR,
        INTERVAL
    }

    private final double perUnit;
    private final Time time;
    private final boolean perCell;

    private FluxUnits(double perUnit, Time time, boolean perCell) {
        this.perUnit = perUnit;
        this.time = time;
        this.perCell = perCell;
    }

    /// @param text units such as `gC m-2 month-1`
    /// @param otherwise what mass counts where the units do not say
    /// @throws IllegalArgumentException that says what is wrong with the units
    static FluxUnits of(String text, Optional<Substance> otherwise) {
        if (text.isBlank())
            throw new IllegalArgumentException(
                    "has no units, expected that the setting 'units' says them, such as 'gC m-2 month-1'");
        final String plain = plain(text);
        final Matcher substance = SUBSTANCE.matcher(plain);
        final Optional<Substance> named = substance.find()
                ? Optional.of(substance.group(2).endsWith("2") ? Substance.CARBON_DIOXIDE : Substance.CARBON)
                : otherwise;
        final String amount = SUBSTANCE.matcher(plain).replaceAll("$1").strip();
        final Matcher cell = CELL.matcher(amount);
        final boolean namesCell = cell.find();
        final String rate = (namesCell ? cell.replaceAll(" ") : amount)
                .replaceAll("\\s*/\\s*", "/")
                .strip();
        if (SHORT_TON.matcher(rate).find())
            throw new IllegalArgumentException(
                    "has the units '" + text + "', where a ton may be 1000 or 907 kg, expected t or Mg");
        final Time time =
                MONTH.matcher(rate).find() ? Time.MONTH : YEAR.matcher(rate).find() ? Time.YEAR : Time.SECOND;
        final String perSecond =
                YEAR.matcher(MONTH.matcher(rate).replaceAll("s")).replaceAll("s");
        for (boolean perCell : new boolean[] {false, true})
            for (Time per : new Time[] {time, Time.INTERVAL}) {
                if (per == Time.INTERVAL && time != Time.SECOND || !perCell && namesCell) continue;
                final String dimensions = (perCell ? "" : " m-2") + (per == Time.INTERVAL ? "" : " s-1");
                final Optional<Double> moles = factor(perSecond, "mol" + dimensions);
                if (moles.isPresent()) return new FluxUnits(moles.get() * MICROMOLES, per, perCell);
                final Optional<Double> mass = factor(perSecond, "kg" + dimensions);
                if (mass.isEmpty()) continue;
                final Substance what = named.orElseThrow(() -> new IllegalArgumentException("has the units '" + text
                        + "', which do not say whether carbon or CO2 is weighed, expected that the setting 'units' does,"
                        + " such as 'kgCO2 m-2 s-1'"));
                return new FluxUnits(mass.get() / what.kgPerMole() * MICROMOLES, per, perCell);
            }
        throw new IllegalArgumentException(
                "has the units '" + text + "', expected those of a flux, such as 'gC m-2 month-1'");
    }

    /// Letters, digits and signs as udunits has them.
    private static String plain(String text) {
        return text.strip()
                .replace('µ', 'u')
                .replace('μ', 'u')
                .replace("⁻", "-")
                .replace("¹", "1")
                .replace("²", "2")
                .replace("₂", "2")
                .replace("**", "")
                .replaceAll("(?i)metric[ _]tons?", "t")
                .replaceAll("\\bper\\b", "/")
                .replaceAll("\\s*/\\s*", "/")
                .replaceAll("\\s+", " ");
    }

    private static Optional<Double> factor(String from, String to) {
        try {
            return Optional.of(Units.factor(from, to));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The factor to µmol m-2 s-1, or µmol s-1 a cell, of a mean over an interval.
    ///
    /// @throws IllegalArgumentException when the interval is no month, nor part of one, and the units are per
    /// month; or likewise the year
    double factor(Interval interval) {
        return switch (time) {
            case SECOND -> perUnit;
            case INTERVAL -> perUnit / interval.seconds();
            case MONTH -> perUnit / holding(interval, Interval.monthOf(interval.begin()), "month");
            case YEAR ->
                perUnit
                        / holding(
                                interval,
                                Interval.year(
                                        interval.begin().atZone(ZoneOffset.UTC).getYear()),
                                "year");
        };
    }

    private static double holding(Interval interval, Interval calendar, String name) {
        if (interval.end().isAfter(calendar.end()))
            throw new IllegalArgumentException("has units per " + name + " and is a mean from " + interval
                    + ", expected one that lies within a calendar " + name);
        return calendar.seconds();
    }

    /// Whether values are of whole cells, to be divided by their area.
    boolean perCell() {
        return perCell;
    }
}
