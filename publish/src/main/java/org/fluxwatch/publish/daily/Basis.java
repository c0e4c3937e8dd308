package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fluxwatch.contract.text.Sha256;

/// Which days' granules a product rests on, as its attribute `basis` says: a line each day from the domain's first to
/// the last whose observations are in it, of an inversion's a line each month.
/// ```
/// before 2019-04-21 7e0f4a4d5e0b9b1c      all days before that one, the digest of their lines
/// 2019-04-21 96ad6b5f4ac3d212             the digest of the day's granules
/// 2019-04-22 missing                      there was no file of it
/// ```
/// A digest is the first 16 hexadecimal digits of the SHA-256 over lines in alphabetical order with a line feed
/// between them, those of a day being the ones of its file's attribute `granules`. Revisions are not in it: what went
/// out again with the same granules is the same basis.
///
/// @param before the first day with a line of its own, empty where that is the domain's first
/// @param digestBefore of the days before it
/// @param digests by first day of the period, [#MISSING] where there was no file
public record Basis(Optional<LocalDate> before, String digestBefore, Map<LocalDate, String> digests) {
    public static final String ATTRIBUTE = "basis";
    public static final String MISSING = "missing";

    private static final String BEFORE = "before";
    private static final int DIGITS = 16;

    public static final Basis UNKNOWN = new Basis(Optional.empty(), "", Map.of());

    public Basis {
        digests = java.util.Collections.unmodifiableMap(new TreeMap<>(digests));
    }

    @FunctionalInterface
    interface Digests {
        /// Of the period's granules; [#MISSING] where there is no file.
        String of(LocalDate begin) throws IOException;
    }

    /// @param periods first days of the periods, ascending
    /// @param own the first of them that has a line of its own
    static Basis of(List<LocalDate> periods, LocalDate own, Digests digests) throws IOException {
        final Map<LocalDate, String> lines = new TreeMap<>();
        final List<String> earlier = new ArrayList<>();
        for (LocalDate begin : periods) {
            final String digest = digests.of(begin);
            if (begin.isBefore(own)) earlier.add(begin + " " + digest);
            else lines.put(begin, digest);
        }
        return earlier.isEmpty()
                ? new Basis(Optional.empty(), "", lines)
                : new Basis(Optional.of(own), digest(earlier), lines);
    }

    /// @param granules lines of the attribute
    public static String digest(Collection<String> granules) {
        final byte[] text =
                granules.stream().sorted().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
        return Sha256.hex(text).substring(0, DIGITS);
    }

    String text() {
        final List<String> lines = new ArrayList<>();
        before.ifPresent(day -> lines.add(BEFORE + " " + day + " " + digestBefore));
        digests.forEach((begin, digest) -> lines.add(begin + " " + digest));
        return Provenance.lines(lines, Function.identity());
    }

    /// Of a file that has none, such as one of 0.2.0 and before, [#UNKNOWN].
    static Basis parse(Optional<String> text) {
        if (text.isEmpty() || text.get().equals("none")) return UNKNOWN;
        Optional<LocalDate> before = Optional.empty();
        String digestBefore = "";
        final Map<LocalDate, String> digests = new TreeMap<>();
        for (String line : text.get().lines().toList()) {
            final String[] words = line.split(" ", -1);
            if (words[0].equals(BEFORE)) {
                before = Optional.of(LocalDate.parse(words[1]));
                digestBefore = words[2];
            } else digests.put(LocalDate.parse(words[0]), words[1]);
        }
        return new Basis(before, digestBefore, digests);
    }

    /// What a product file says of it.
    ///
    /// @throws DamagedProductException when the file is none
    public static Basis read(Path file) throws IOException {
        return ProductFile.read(file, open -> parse(open.text(ATTRIBUTE)));
    }
}
