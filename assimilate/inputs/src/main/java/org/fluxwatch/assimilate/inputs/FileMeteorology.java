package org.fluxwatch.assimilate.inputs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.netcdf.InputException;

/// Meteorology from files: a product's profiles and, apart from them, its fields at the ground, linear in time between
/// the steps around an hour. Nothing is interpolated over a gap.
///
/// The last few steps stay in memory, so that a day reads nothing twice. With [#missing] a day begins: from then on all
/// is read anew, so that a day that follows another takes the same files as one that follows a restart.
public final class FileMeteorology implements Meteorology {
    private static final int KEPT_STEPS = 4;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME_OF_DAY =
            DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final MeteorologyProduct product;
    private final Series<MeteorologyProduct.Profiles> profiles;
    private final Series<MeteorologyProduct.Surface> surface;

    public FileMeteorology(MeteorologyProduct product) {
        this.product = product;
        profiles = new Series<>(
                "profiles", product::profileInterval, product::profileSteps, product::profiles, product::expected);
        surface = new Series<>(
                "surface fields",
                product::surfaceInterval,
                product::surfaceSteps,
                product::surface,
                product::expectedSurface);
    }

    /// @throws InputException when the hour cannot be made: names what is missing, or the file, variable and value that
    /// is wrong
    @Override
    public synchronized Fields at(Instant hour) {
        final Between<MeteorologyProduct.Profiles> p = profiles.at(hour);
        final Between<MeteorologyProduct.Surface> s = surface.at(hour);
        final float[] x = p.mix(profile -> profile.winds().x());
        final float[] y = p.mix(profile -> profile.winds().y());
        return new Fields(
                hour,
                p.mix(MeteorologyProduct.Profiles::surfacePressurePa),
                new Winds.OnFaces(x, y),
                p.mix(MeteorologyProduct.Profiles::temperatureK),
                p.mix(MeteorologyProduct.Profiles::specificHumidity),
                s.mix(MeteorologyProduct.Surface::boundaryLayerHeightM),
                s.mix(MeteorologyProduct.Surface::frictionVelocity),
                s.mix(MeteorologyProduct.Surface::sensibleHeatFlux));
    }

    @Override
    public synchronized List<String> missing(Instant from, Instant to) {
        final List<String> missing = new ArrayList<>();
        profiles.forget();
        surface.forget();
        profiles.missing(from, to, missing);
        surface.missing(from, to, missing);
        final List<String> fetching = product.fetching(from, to); // also where all is there: it thinks ahead
        if (!missing.isEmpty()) missing.addAll(fetching);
        return List.copyOf(missing);
    }

    @Override
    public String description(LocalDate day) {
        return product.description(day);
    }

    /// Two steps and how far from the first to the second, 0 to 1.
    private record Between<T>(T before, T after, double share) {
        float[] mix(Function<T, float[]> field) {
            final float[] a = field.apply(before);
            if (share == 0) return a.clone();
            final float[] b = field.apply(after);
            final float[] mixed = new float[a.length];
            for (int i = 0; i < mixed.length; i++) mixed[i] = (float) ((1 - share) * a[i] + share * b[i]);
            return mixed;
        }
    }

    /// One of the product's two series of steps.
    private static final class Series<T> {
        private final String name;
        private final Supplier<Duration> interval;
        private final BiFunction<Instant, Instant, NavigableSet<Instant>> steps;
        private final Function<Instant, T> read;
        private final BiFunction<Instant, Instant, String> expected;
        private final LastUsed<Instant, T> last = new LastUsed<>(KEPT_STEPS);
        private LocalDate day = LocalDate.MIN;
        private NavigableSet<Instant> ofDay = new TreeSet<>();

        Series(
                String name,
                Supplier<Duration> interval,
                BiFunction<Instant, Instant, NavigableSet<Instant>> steps,
                Function<Instant, T> read,
                BiFunction<Instant, Instant, String> expected) {
            this.name = name;
            this.interval = interval;
            this.steps = steps;
            this.read = read;
            this.expected = expected;
        }

        void forget() {
            last.forget();
            day = LocalDate.MIN;
        }

        Between<T> at(Instant hour) {
            final boolean ofKnownDay = day.equals(dayOf(hour)) || day.equals(dayOf(hour.minusNanos(1)));
            if (!ofKnownDay || !spans(ofDay, hour)) look(hour);
            if (!spans(ofDay, hour))
                throw new InputException(
                        "no " + name + " for " + HOUR.format(hour) + "; expected " + expected.apply(hour, hour));
            final Instant before = ofDay.floor(hour);
            final Instant after = ofDay.ceiling(hour);
            final T first = last.of(before, read);
            if (before.equals(after)) return new Between<>(first, first, 0);
            final double share = (double) Duration.between(before, hour).toMillis()
                    / Duration.between(before, after).toMillis();
            return new Between<>(first, last.of(after, read), share);
        }

        /// Looks for the steps of the hour's day, so that a folder is not listed anew for each hour.
        private void look(Instant hour) {
            day = dayOf(hour);
            final Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            ofDay = steps.apply(begin, begin.plus(1, ChronoUnit.DAYS));
        }

        private static LocalDate dayOf(Instant time) {
            return LocalDate.ofInstant(time, ZoneOffset.UTC);
        }

        private boolean spans(NavigableSet<Instant> there, Instant hour) {
            final Instant before = there.floor(hour);
            final Instant after = there.ceiling(hour);
            return before != null
                    && after != null
                    && Duration.between(before, after).compareTo(interval.get()) <= 0;
        }

        void missing(Instant from, Instant to, List<String> lines) {
            final NavigableSet<Instant> there;
            try {
                there = steps.apply(from, to);
            } catch (InputException e) {
                lines.add(e.getMessage());
                return;
            }
            Instant first = null;
            Instant previous = from;
            for (Instant hour = from; !hour.isAfter(to); hour = hour.plus(1, ChronoUnit.HOURS)) {
                final boolean spanned = spans(there, hour);
                if (spanned && first != null) lines.add(line(first, previous));
                if (spanned) first = null;
                else if (first == null) first = hour;
                previous = hour;
            }
            if (first != null) lines.add(line(first, previous));
        }

        private String line(Instant first, Instant last) {
            final String hours;
            if (first.equals(last)) hours = HOUR.format(first);
            else
                hours = HOUR.format(first) + " to "
                        + (dayOf(first).equals(dayOf(last)) ? TIME_OF_DAY : HOUR).format(last);
            return hours + ": no " + name + "; expected " + expected.apply(first, last);
        }
    }
}
