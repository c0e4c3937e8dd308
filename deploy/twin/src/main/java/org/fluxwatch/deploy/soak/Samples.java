package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.deploy.soak.Series.Point;

/// What was counted, by series; each count goes to a file at once.
final class Samples implements AutoCloseable {
    private final Map<String, Series> series = new TreeMap<>();
    private final Map<String, List<Point>> points = new TreeMap<>();
    private final Writer csv;

    /// @param file in comma-separated form: a line each time and series
    Samples(Path file) throws IOException {
        csv = Files.newBufferedWriter(file);
        csv.write("seconds,day,series,unit,life,value\n");
    }

    /// Takes down what all hold at a moment.
    ///
    /// @param seconds since the run's begin
    void take(double seconds, int day, List<SoakSystem.Held> held, Map<String, DataFolder.Size> sizes)
            throws IOException {
        for (SoakSystem.Held one : held)
            one.values()
                    .forEach((name, value) -> add(
                            one.part() + " " + name,
                            ProcessProbe.unit(name),
                            Growth.NONE,
                            seconds,
                            new Point(day, one.life(), value)));
        sizes.forEach((kind, size) -> {
            final Growth growth = DataFolder.growth(kind);
            add(kind + ": bytes", Unit.BYTES, growth, seconds, new Point(day, 0, size.bytes()));
            add(
                    kind + ": files",
                    Unit.COUNT,
                    growth instanceof Growth.UpTo ? Growth.NONE : growth,
                    seconds,
                    new Point(day, 0, size.files()));
        });
        csv.flush();
    }

    private void add(String name, Unit unit, Growth growth, double seconds, Point point) {
        series.computeIfAbsent(name, key -> new Series(key, unit, growth, List.of()));
        points.computeIfAbsent(name, key -> new ArrayList<>()).add(point);
        try {
            csv.write(String.format(
                    Locale.ROOT,
                    "%.1f,%.0f,\"%s\",%s,%d,%.0f%n",
                    seconds,
                    point.day(),
                    name,
                    unit.name().toLowerCase(Locale.ROOT),
                    point.life(),
                    point.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By name.
    List<Series> series() {
        return series.values().stream()
                .map(one ->
                        new Series(one.name(), one.unit(), one.growth(), points.getOrDefault(one.name(), List.of())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
