package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// Two files to the byte, and where they differ by how much.
final class FileComparison {
    private FileComparison() {}

    /// In words, a line each; none when they are the same to the byte.
    ///
    /// @param made may not be there
    static List<String> differences(Path given, Path made) throws IOException {
        if (!Files.isRegularFile(made)) return List.of("was not made again");
        if (Files.mismatch(given, made) < 0) return List.of();
        final List<String> differences = new ArrayList<>();
        try (ClassicFile one = ClassicFile.open(given);
                ClassicFile other = ClassicFile.open(made)) {
            for (String name : all(one.attributes(), other.attributes())) attribute(one, other, name, differences);
            for (String name : all(one.variables(), other.variables())) variable(one, other, name, differences);
        }
        if (differences.isEmpty()) differences.add("has other bytes, but the same attributes and values");
        return differences;
    }

    private static Set<String> all(List<String> one, List<String> other) {
        final TreeSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static void attribute(ClassicFile one, ClassicFile other, String name, List<String> differences) {
        final String given = text(one, name);
        final String made = text(other, name);
        if (!given.equals(made))
            differences.add("attribute " + name + " is " + shortened(made) + ", expected " + shortened(given));
    }

    private static String text(ClassicFile file, String name) {
        return file.text(name)
                .map(text -> "'" + text + "'")
                .orElseGet(() -> file.number(name).isPresent()
                        ? Double.toString(file.number(name).getAsDouble())
                        : "none");
    }

    private static String shortened(String text) {
        final String line = text.replace('\n', ' ');
        return line.length() <= 100 ? line : line.substring(0, 100) + "...";
    }

    private static void variable(ClassicFile one, ClassicFile other, String name, List<String> differences) {
        if (!one.variables().contains(name) || !other.variables().contains(name)) {
            differences.add("variable " + name + (one.has(name) ? " was not made again" : " is new"));
            return;
        }
        if (!Arrays.equals(one.shape(name), other.shape(name))) {
            differences.add("variable " + name + " is of shape " + Arrays.toString(other.shape(name)) + ", expected "
                    + Arrays.toString(one.shape(name)));
            return;
        }
        if (one.shape(name).length > 0 && one.shape(name)[0] == 0) return;
        try {
            numbers(name, one.doubles(name), other.doubles(name), differences);
        } catch (InputException | ClassCastException | IllegalArgumentException | UnsupportedOperationException e) {
            if (!one.texts(name).equals(other.texts(name))) differences.add("variable " + name + " has other texts");
        }
    }

    private static void numbers(String name, double[] given, double[] made, List<String> differences) {
        int different = 0;
        double largest = 0;
        for (int n = 0; n < given.length; n++)
            if (Double.compare(given[n], made[n]) != 0) {
                different++;
                largest = Math.max(largest, Math.abs(given[n] - made[n]));
            }
        if (different > 0)
            differences.add(String.format(
                    Locale.ROOT,
                    "variable %s: %d of %d values differ, by %.3g at most",
                    name,
                    different,
                    given.length,
                    largest));
    }
}
