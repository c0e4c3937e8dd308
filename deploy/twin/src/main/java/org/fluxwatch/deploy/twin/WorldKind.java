package org.fluxwatch.deploy.twin;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the true world departs from the filter's inputs in. Winds, inflow, begin and retrievals err in each; a kind
/// that changes the fluxes changes nothing else of them, and one that does not has those of [Factors].
public sealed interface WorldKind {
    /// The errors of fluxes are factors on release and uptake, and a part that is none: the filter's own model, with
    /// other lengths and memories.
    ///
    /// @param sd of the factors
    record Factors(double sd) implements WorldKind {
        static final double SD = 0.5;
    }

    /// The growing season is late.
    ///
    /// @param days negative: early
    record Phenology(double days) implements WorldKind {}

    /// A region takes up less for three weeks.
    ///
    /// @param share of its uptake that is lacking
    record Drought(double share) implements WorldKind {}

    /// A region takes up steadily, day and night, what no prior has.
    ///
    /// @param flux of the sink, µmol m-2 s-1
    record MissingSink(double flux) implements WorldKind {}

    /// A region emits more from fossil fuel than is reported, which no filter corrects.
    ///
    /// @param share more
    record Fossil(double share) implements WorldKind {}

    /// For 20 days the air that comes in has more CO2.
    ///
    /// @param ppm more
    record Inflow(double ppm) implements WorldKind {}

    /// Winds of another error.
    ///
    /// @param share of the waves' winds
    record Winds(double share) implements WorldKind {
        static final double SHARE = 0.2;
    }

    /// Inflow and begin of another error.
    ///
    /// @param ppm standard deviation near the ground; half of it aloft
    record InflowError(double ppm) implements WorldKind {
        static final double PPM = 0.8;
    }

    /// Winds, inflow and begin are the filter's own; the fluxes alone err, by factors and a part that is none.
    ///
    /// @param sd of the factors
    record ExactAir(double sd) implements WorldKind {}

    /// The boundary layer is lower and mixes less than the filter's.
    ///
    /// @param share that height and friction velocity lack
    record Mixing(double share) implements WorldKind {}

    /// The truth has a finer grid than the filter.
    ///
    /// @param times as many cells a side
    record Finer(double times) implements WorldKind {}

    /// The world that is meant where none is named.
    static WorldKind standard() {
        return new Factors(Factors.SD);
    }

    /// What `--worlds` takes, for a person.
    String EXPECTED =
            "factors, phenology, drought, missing-sink, fossil, inflow, winds, inflow-error, exact-air, mixing or"
                    + " grid, each also as NAME=SIZE, such as factors=0.2";

    /// Days after the domain's start on which what does not last begins.
    int FIRST_DAY = 8;

    /// @param text such as `drought` or `drought=0.5`
    /// @throws IllegalArgumentException for a person
    static WorldKind of(String text) {
        final Matcher parts =
                Pattern.compile("([a-z-]+)(?:=(-?\\d{1,6}(?:\\.\\d{1,6})?))?").matcher(text);
        if (!parts.matches()) throw unknown(text);
        final String size = parts.group(2);
        return switch (parts.group(1)) {
            case "factors" -> new Factors(within(text, size, Factors.SD, 0, 1));
            case "phenology" -> new Phenology(within(text, size, 10, -60, 60));
            case "drought" -> new Drought(within(text, size, 0.5, -1, 1));
            case "missing-sink" -> new MissingSink(within(text, size, 0.5, -10, 10));
            case "fossil" -> new Fossil(within(text, size, 0.3, -1, 10));
            case "inflow" -> new Inflow(within(text, size, 1, -20, 20));
            case "winds" -> new Winds(within(text, size, 0.3, 0, 1));
            case "inflow-error" -> new InflowError(within(text, size, 1.5, 0, 20));
            case "exact-air" -> new ExactAir(within(text, size, Factors.SD, 0, 1));
            case "mixing" -> new Mixing(within(text, size, 0.3, -1, 0.9));
            case "grid" -> new Finer(whole(text, within(text, size, 2, 1, 8)));
            default -> throw unknown(text);
        };
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("world is '" + text + "', expected " + EXPECTED);
    }

    private static double within(String text, String size, double otherwise, double least, double most) {
        final double value = size == null ? otherwise : Double.parseDouble(size);
        if (value < least || value > most)
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "world is '%s', expected a size from %s to %s", text, least, most));
        return value;
    }

    private static double whole(String text, double value) {
        if (value != Math.rint(value))
            throw new IllegalArgumentException("world is '" + text + "', expected a whole number");
        return value;
    }

    /// As [#of] takes it, with its size.
    default String label() {
        return switch (this) {
            case Factors(double sd) -> label("factors", sd);
            case Phenology(double days) -> label("phenology", days);
            case Drought(double share) -> label("drought", share);
            case MissingSink(double flux) -> label("missing-sink", flux);
            case Fossil(double share) -> label("fossil", share);
            case Inflow(double ppm) -> label("inflow", ppm);
            case Winds(double share) -> label("winds", share);
            case InflowError(double ppm) -> label("inflow-error", ppm);
            case ExactAir(double sd) -> label("exact-air", sd);
            case Mixing(double share) -> label("mixing", share);
            case Finer(double times) -> label("grid", times);
        };
    }

    private static String label(String name, double size) {
        return name + "=" + (size == Math.rint(size) ? Long.toString((long) size) : Double.toString(size));
    }

    /// Standard deviation of the factors of fluxes; 0 where the fluxes err otherwise.
    default double factorSd() {
        return switch (this) {
            case Factors(double sd) -> sd;
            case ExactAir(double sd) -> sd;
            case Inflow _, Winds _, InflowError _, Mixing _, Finer _ -> Factors.SD;
            case Phenology _, Drought _, MissingSink _, Fossil _ -> 0;
        };
    }

    /// Error of the winds as a share of the waves' winds.
    default double windErrorShare() {
        return switch (this) {
            case Winds(double share) -> share;
            case ExactAir _ -> 0;
            default -> Winds.SHARE;
        };
    }

    /// Standard deviation of the error of inflow and begin near the ground, ppm; half of it aloft.
    default double inflowErrorPpm() {
        return switch (this) {
            case InflowError(double ppm) -> ppm;
            case ExactAir _ -> 0;
            default -> InflowError.PPM;
        };
    }

    /// Whether the fluxes err by factors and a part that is none, also where these are of size 0.
    default boolean factors() {
        return switch (this) {
            case Factors _, Inflow _, Winds _, InflowError _, ExactAir _, Mixing _, Finer _ -> true;
            case Phenology _, Drought _, MissingSink _, Fossil _ -> false;
        };
    }

    /// Cells of the truth a side for each of the filter's.
    default int finer() {
        return this instanceof Finer(double times) ? (int) times : 1;
    }
}
