package org.fluxwatch.assimilate.inputs.co2;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.assimilate.inputs.co2.Co2Header.Step;
import org.fluxwatch.assimilate.inputs.co2.Co2Listing.Around;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.BeyondLast;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;
import org.jspecify.annotations.Nullable;

/// CO2 of a global model's files: linear in time between their steps, bilinear in space, remapped to the model's layers
/// so that the column below the model's top keeps its mean.
///
/// Times after the last step are extended, if settings say so, by the same time of the last year that has it (the
/// 28th for a 29 February) plus the growth of the years between. Gaps and times before the first step are missing.
public final class FileCo2 implements GlobalCo2 {
    private static final int STEPS_HELD = 3;
    private static final Duration LOOKED_AT_EVERY = Duration.ofMinutes(30);

    private final Co2Product product;
    private final BoundarySettings settings;
    private final Co2Reader reader;
    private final List<FilePattern> patterns;
    private final StepIndex<Co2Header> index;
    private final LastUsed<Step, Co2Field> held = new LastUsed<>(STEPS_HELD);
    private @Nullable Source current;
    private double[] edgePa = new double[0];
    private double[] later = new double[0];

    /// Where the CO2 of a time comes from.
    ///
    /// @param asked the time
    /// @param taken the time of the files, whole years before where extended
    private record Source(Instant asked, Instant taken, int years, Around.Steps steps) {
        double share() {
            final long whole = Duration.between(
                            steps.before().time(), steps.after().time())
                    .toMillis();
            return whole == 0
                    ? 0
                    : (double) Duration.between(steps.before().time(), taken).toMillis() / whole;
        }
    }

    /// @param domain its cells and ghosts are what files are read for
    public FileCo2(Co2Product product, Grid domain, BoundarySettings settings) {
        this.product = product;
        this.settings = settings;
        reader = new Co2Reader(product, Co2Domain.of(domain), settings.air());
        patterns = FilePattern.of(
                settings.files().isEmpty() ? product.patterns() : settings.files(), "domains.*.inputs.boundary.files");
        index = new StepIndex<>(
                settings.folder(),
                (version, pattern, begin) -> Co2Header.read(version, begin, pattern, product, settings.air()));
    }

    private Co2Listing look() {
        return Co2Listing.of(settings.folder(), patterns, index);
    }

    @Override
    public synchronized void profile(
            Instant time,
            double latitude,
            double longitude,
            SigmaLevels levels,
            double surfacePressurePa,
            double[] ppm) {
        final int nz = levels.nz();
        if (edgePa.length != nz + 1) {
            edgePa = new double[nz + 1];
            later = new double[nz];
        }
        for (int k = 0; k <= nz; k++) edgePa[k] = levels.edgePa(k, surfacePressurePa);
        if (current == null || !current.asked().equals(time)) current = source(time);
        final double share = current.share();
        held.of(current.steps().before(), reader::read).profile(latitude, longitude, edgePa, ppm);
        if (share > 0) {
            held.of(current.steps().after(), reader::read).profile(latitude, longitude, edgePa, later);
            for (int k = 0; k < nz; k++) ppm[k] = (1 - share) * ppm[k] + share * later[k];
        }
        for (int k = 0; k < nz; k++) ppm[k] += current.years() * settings.growthPpmPerYear();
    }

    private Source source(Instant time) {
        if (current != null && current.years() == 0) {
            final Around.Steps steps = current.steps();
            if (!time.isBefore(steps.before().time())
                    && !time.isAfter(steps.after().time())) return new Source(time, time, 0, steps);
        }
        return switch (find(look(), time)) {
            case Found.From(Source source) -> source;
            case Found.Missing(String why) -> throw new InputException(why);
        };
    }

    private sealed interface Found {
        record From(Source source) implements Found {}

        record Missing(String why) implements Found {}
    }

    private Found find(Co2Listing listing, Instant time) {
        return switch (listing.around(time)) {
            case Around.Steps steps -> new Found.From(new Source(time, time, 0, steps));
            case Around.Nothing(boolean beyond, String why) ->
                beyond && settings.beyondLast() == BeyondLast.GROWTH ? extended(listing, time) : new Found.Missing(why);
        };
    }

    private Found extended(Co2Listing listing, Instant time) {
        final Instant last = listing.last();
        final LocalDateTime asked = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        int years = 1;
        while (asked.minusYears(years).toInstant(ZoneOffset.UTC).isAfter(last)) years++;
        final Instant taken = asked.minusYears(years).toInstant(ZoneOffset.UTC);
        return switch (listing.around(taken)) {
            case Around.Steps steps -> new Found.From(new Source(time, taken, years, steps));
            case Around.Nothing(boolean _, String why) -> new Found.Missing(why + ", for growth over " + years(years));
        };
    }

    @Override
    public synchronized List<String> missing(Instant from, Instant to) {
        final Map<String, List<Instant>> wanted = new LinkedHashMap<>();
        final Co2Listing listing = look();
        for (Instant time = from; !time.isAfter(to); time = next(time, to))
            if (find(listing, time) instanceof Found.Missing(String why))
                wanted.computeIfAbsent(why, _ -> new ArrayList<>()).add(time);
        return wanted.entrySet().stream()
                .map(line -> line.getKey() + " (CO2 at the boundary of " + span(line.getValue()) + ")")
                .toList();
    }

    private static Instant next(Instant time, Instant to) {
        final Instant next = time.plus(LOOKED_AT_EVERY);
        return time.isBefore(to) && next.isAfter(to) ? to : next;
    }

    private static String span(List<Instant> times) {
        return times.size() == 1 ? times.getFirst().toString() : times.getFirst() + " to " + times.getLast();
    }

    @Override
    public synchronized String description(LocalDate day) {
        final Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        final List<Source> sources = new ArrayList<>();
        String note = "";
        try {
            final Co2Listing listing = look();
            for (Instant time = begin; !time.isAfter(end); time = next(time, end))
                if (find(listing, time) instanceof Found.From(Source source)) sources.add(source);
            if (!sources.isEmpty())
                note = "; " + listing.note(sources.getFirst().steps().before());
        } catch (InputException e) {
            return product.name() + " in " + settings.folder() + "; " + e.getMessage();
        }
        if (sources.isEmpty()) return product.name() + " in " + settings.folder();
        return product.name() + ": " + names(sources) + note + extension(sources);
    }

    private static String names(List<Source> sources) {
        final List<Path> names = sources.stream()
                .flatMap(source ->
                        List.of(source.steps().before(), source.steps().after()).stream())
                .map(step -> step.path().getFileName())
                .distinct()
                .toList();
        return names.size() == 1 ? names.getFirst().toString() : names.getFirst() + " to " + names.getLast();
    }

    private String extension(List<Source> sources) {
        final List<Source> extended =
                sources.stream().filter(source -> source.years() > 0).toList();
        if (extended.isEmpty()) return "";
        final Source first = extended.getFirst();
        final String since = extended.size() == sources.size()
                ? ""
                : "after " + sources.get(sources.size() - extended.size() - 1).asked() + " ";
        return String.format(
                Locale.ROOT,
                "; %sextended from %s by %s at %s ppm a year",
                since,
                first.taken().atZone(ZoneOffset.UTC).toLocalDate(),
                years(first.years()),
                settings.growthPpmPerYear());
    }

    private static String years(int years) {
        return years + (years == 1 ? " year" : " years");
    }
}
