package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.area.GridFields;
import org.fluxwatch.publish.area.GridFields.Field;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.daily.StoredGrid;
import org.fluxwatch.publish.web.Refused;
import org.jspecify.annotations.Nullable;

/// Fields of a day, and of one cell over many days.
final class FieldAnswers {
    private final ProductFolder folder;
    private final GridFields fields;

    FieldAnswers(ProductFolder folder, GridFields fields) {
        this.folder = folder;
        this.fields = fields;
    }

    private record Named(String name, String longName, String units) {
        static Named of(Field field) {
            return new Named(field.name(), field.longName(), field.units());
        }
    }

    private record Names(String domain, String system, LocalDate day, List<Named> fields) {}

    Answer names(Request request) throws IOException, Refused {
        final AnalysedDomain analysed = request.analysed();
        final List<Named> named = all(request).values().stream().map(Named::of).toList();
        return new Answer.OfJson(new Names(analysed.domain(), analysed.system().label(), request.day(), named));
    }

    private Map<String, Field> all(Request request) throws IOException, Refused {
        return request.whole(fields.of(request.file(), folder.grid(request.analysed())));
    }

    /// @param grid as files have it: coordinates of the plane, or longitudes and latitudes
    /// @param latitude of each cell, row by row from south to north
    private record FieldView(
            String domain,
            String system,
            LocalDate day,
            String name,
            String longName,
            String units,
            StoredGrid grid,
            int rows,
            int columns,
            double[] latitude,
            double[] longitude,
            float[] values) {}

    Answer field(Request request) throws IOException, Refused {
        final AnalysedDomain analysed = request.analysed();
        final Format format = request.format();
        final Grid grid = folder.grid(analysed);
        final Map<String, Field> all = all(request);
        final Field field = all.get(request.part("name"));
        if (field == null)
            throw new Refused(404, "no such field on " + request.day() + ", there are " + new TreeSet<>(all.keySet()));
        final float[] values = request.whole(fields.values(request.file(), grid, field.name()));
        final double[] latitude = new double[values.length];
        final double[] longitude = new double[values.length];
        for (int c = 0; c < values.length; c++) {
            latitude[c] = grid.latitude(c);
            longitude[c] = grid.longitude(c);
        }
        return switch (format) {
            case JSON ->
                new Answer.OfJson(new FieldView(
                        analysed.domain(),
                        analysed.system().label(),
                        request.day(),
                        field.name(),
                        field.longName(),
                        field.units(),
                        StoredGrid.of(grid),
                        grid.ny(),
                        grid.nx(),
                        latitude,
                        longitude,
                        values));
            case CSV -> {
                final Table table = new Table(List.of("latitude", "longitude", "value"));
                for (int c = 0; c < values.length; c++) table.add(latitude[c], longitude[c], values[c]);
                yield new Answer.OfCsv(table);
            }
        };
    }

    Answer cells(Request request) throws IOException, Refused {
        final AnalysedDomain analysed = request.analysed();
        final Format format = request.format();
        final double latitude = request.query().number("latitude", -90, 90, "degrees north");
        final double longitude = request.query().number("longitude", -360, 360, "degrees east");
        final Period period = Period.of(request, analysed);
        final Grid grid = folder.grid(analysed);
        final int cell = grid.cellAt(latitude, longitude);
        if (cell < 0) throw new Refused(404, "latitude and longitude lie outside the domain");
        final Days days = days(analysed, period);
        if (days.files.isEmpty()) throw period.none(analysed);
        final List<Optional<Map<String, Float>>> read = fields.cell(
                cell, grid, List.copyOf(days.files.values()), request.query().list("fields"));
        final Map<String, Named> named = new LinkedHashMap<>();
        final List<LocalDate> damaged = new ArrayList<>();
        final Map<LocalDate, Map<String, Float>> known = new TreeMap<>();
        int n = 0;
        for (LocalDate day : days.files.keySet()) {
            final Optional<Map<String, Float>> values = read.get(n++);
            if (values.isEmpty()) damaged.add(day);
            else known.put(day, values.get());
        }
        for (Path file : days.files.values())
            fields.of(file, grid)
                    .ifPresent(all -> all.values().forEach(field -> named.put(field.name(), Named.of(field))));
        final List<String> wanted = request.query().list("fields");
        if (!named.keySet().containsAll(wanted))
            throw new Refused(
                    404, "fields has a name that none of the days has, there are " + new TreeSet<>(named.keySet()));
        if (!wanted.isEmpty()) named.keySet().retainAll(wanted);
        final Table table = table(days, damaged, known, List.copyOf(named.keySet()));
        final Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("domain", analysed.domain());
        about.put("system", analysed.system().label());
        about.put("from", period.from());
        about.put("to", period.to());
        about.put("latitude", grid.latitude(cell));
        about.put("longitude", grid.longitude(cell));
        about.put("area_km2", grid.areaM2(cell) / 1e6);
        about.put("fields", List.copyOf(named.values()));
        about.put("missing", days.missing);
        about.put("damaged", damaged);
        return Answer.of(format, about, table);
    }

    private static Table table(
            Days days, List<LocalDate> damaged, Map<LocalDate, Map<String, Float>> known, List<String> names) {
        final List<String> columns = new ArrayList<>(List.of("day", "file"));
        columns.addAll(names);
        final Table table = new Table(columns);
        final Map<LocalDate, String> states = new TreeMap<>();
        known.keySet().forEach(day -> states.put(day, "whole"));
        days.missing.forEach(day -> states.put(day, "missing"));
        damaged.forEach(day -> states.put(day, "damaged"));
        states.forEach((day, state) -> {
            final Map<String, Float> values = known.getOrDefault(day, Map.of());
            final List<@Nullable Object> row = new ArrayList<>(List.of(day, state));
            for (String name : names) row.add(values.get(name));
            table.add(row.toArray());
        });
        return table;
    }

    /// @param files by day, or by the first day of a month
    private record Days(Map<LocalDate, Path> files, List<LocalDate> missing) {}

    private Days days(AnalysedDomain analysed, Period period) {
        final Days days = new Days(new TreeMap<>(), new ArrayList<>());
        for (LocalDate day = period.from(); !day.isAfter(period.to()); day = Period.next(analysed, day)) {
            final Optional<Path> file = folder.find(analysed, day);
            if (file.isPresent()) days.files.put(day, file.get());
            else days.missing.add(day);
        }
        return days;
    }
}
