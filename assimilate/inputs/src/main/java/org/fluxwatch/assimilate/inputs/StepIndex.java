package org.fluxwatch.assimilate.inputs;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.fluxwatch.contract.netcdf.FileHeaders;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.InputException;

/// The files of a folder and what is known of their steps; of several files with one step the one that counts.
///
/// A file is looked into once, and again when it has changed. One that cannot be read is an error that names it: it
/// may be the one that counts, still on its way.
///
/// **Several files with one step** are those that have the same variable at the same time, or a mean over the same
/// interval. Where their names differ in letters they may be of different things, and are refused by both names.
/// Names that differ in digits and signs only are of one series. Then, step by step, the first of these rules that
/// tells two apart:
/// 1. the shorter lead: the newer forecast. What is no forecast has none.
/// 2. the file that begins first: the end of a run, not the begin of the next, which has yet to spin up.
/// 3. the name that comes last, numbers taken as numbers: the higher version, the later production.
///
/// A file that has a step twice is refused.
///
/// @param <H> what is known of a file
public final class StepIndex<H extends StepIndex.Header> {
    private static final Comparator<Step<?>> LAST_COUNTS = Comparator.comparing((Step<?> step) -> step.lead())
            .thenComparing(step -> step.file().header().begin())
            .reversed()
            .thenComparing(step -> name(step.path()), StepIndex::byNumbers)
            .thenComparing(Step::path);

    private final Path folder;
    private final Reader<H> reader;
    private final FileHeaders<Known<H>> headers = new FileHeaders<>();

    /// What is known of a file's steps.
    public interface Header {
        /// The first time, or the begin of the first interval; `Instant.MAX` where there is none.
        Instant begin();
    }

    /// Looks into a file.
    @FunctionalInterface
    public interface Reader<H> {
        /// @param begin of the time that the name says; `LocalDateTime.MIN`: none
        /// @throws InputException when it cannot be used
        H read(FileVersion version, FilePattern pattern, LocalDateTime begin);
    }

    /// A file and what is known of it.
    public record Indexed<H>(FileVersion version, H header) {
        public Path path() {
            return version.path();
        }
    }

    /// One step in a file.
    ///
    /// @param index in the file's order
    /// @param lead of a forecast, else zero
    public record Step<H extends Header>(Indexed<H> file, int index, Duration lead) {
        public Path path() {
            return file.path();
        }
    }

    private record Name(FilePattern pattern, LocalDateTime begin) {}

    /// By what its name says, for a name may fit several patterns and times.
    private record Known<H>(FileVersion version, Map<Name, H> headers) {}

    public StepIndex(Path folder, Reader<H> reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /// A file as it is now.
    ///
    /// @throws InputException when it cannot be used
    public Indexed<H> file(FilePattern pattern, FilePattern.Dated named) {
        final Known<H> known = headers.of(named.path(), version -> new Known<>(version, new ConcurrentHashMap<>()));
        return new Indexed<>(
                known.version(),
                known.headers()
                        .computeIfAbsent(
                                new Name(pattern, named.begin()),
                                name -> reader.read(known.version(), name.pattern(), name.begin())));
    }

    /// The files whose names say a time from one to another, each once.
    ///
    /// @param more how many periods of a name before the first and after the last as well
    /// @throws InputException when one cannot be used
    public List<Indexed<H>> files(List<FilePattern> patterns, Instant from, Instant to, int more) {
        final Map<Path, Indexed<H>> found = new TreeMap<>();
        for (FilePattern pattern : patterns)
            for (LocalDateTime begin : pattern.begins(from, to, more))
                for (Path path : pattern.find(folder, begin))
                    found.computeIfAbsent(path, one -> file(pattern, new FilePattern.Dated(begin, one)));
        return List.copyOf(found.values());
    }

    /// The one of two steps of the same variable and time that counts; in whichever order they come.
    ///
    /// @param what both are, for errors: `CO2 of 2019-06-03T01:30:00Z`
    /// @throws InputException when neither may be taken for the other
    public static <H extends Header> Step<H> chosen(Step<H> one, Step<H> other, String what) {
        if (one.path().equals(other.path()))
            throw new InputException(one.path() + ": holds " + what + " twice, expected it once");
        if (!letters(one.path()).equals(letters(other.path()))) {
            final boolean isFirst = one.path().compareTo(other.path()) < 0;
            throw new InputException((isFirst ? one : other).path() + " and " + (isFirst ? other : one).path()
                    + ": both hold " + what + ", expected one of them");
        }
        return LAST_COUNTS.compare(one, other) > 0 ? one : other;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static String letters(Path path) {
        return name(path).replaceAll("\\P{L}", "").toLowerCase(Locale.ROOT);
    }

    private static int byNumbers(String one, String other) {
        final String[] ones = parts(one);
        final String[] others = parts(other);
        for (int p = 0; p < Math.min(ones.length, others.length); p++) {
            final int order = isNumber(ones[p]) && isNumber(others[p])
                    ? new BigInteger(ones[p]).compareTo(new BigInteger(others[p]))
                    : ones[p].compareTo(others[p]);
            if (order != 0) return order;
        }
        return Integer.compare(ones.length, others.length);
    }

    private static String[] parts(String name) {
        return name.split("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");
    }

    private static boolean isNumber(String part) {
        return part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
