package org.fluxwatch.assimilate.inputs.station;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.contract.record.Sensor;

/// WDCGG text since 2018: `#` lines of metadata, the last of which names the columns; names of start and end may be the
/// same, so columns go by their place. Events and hourly means are used where `QCflag` is 1 (valid, background).
/// Monthly files of before (25 lines `REM`) have no hour.
final class WdcggFile {
    private static final double MISSING = -998; // -999, -999.999, -999999.999

    private final Path path;
    private final FaultCount faults;
    private final Map<String, String> header = new HashMap<>();
    private final List<String> utcComments = new ArrayList<>();
    private List<String> columns = List.of();
    private int lines;

    private WdcggFile(Path path, FaultCount faults) {
        this.path = path;
        this.faults = faults;
    }

    static StationSeries read(Path path, Wanted wanted, FaultCount faults) {
        try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1)) {
            return new WdcggFile(path, faults).series(in, wanted);
        } catch (IOException e) {
            throw new StationFileException(StationFault.DAMAGED_FILE, path + ": cannot be read: " + e.getMessage());
        }
    }

    private StationFileException unknown(String what) {
        return new StationFileException(StationFault.UNKNOWN_FORMAT, path + ": " + what);
    }

    private StationSeries series(BufferedReader in, Wanted wanted) throws IOException {
        readHeader(in);
        final StationSeries series = new StationSeries(header.getOrDefault("data_set_name", FileNames.stem(path)));
        final Rows rows = new Rows();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            lines++;
            if (!line.isBlank()) rows.add(line.strip().split("\\s+"), series, wanted);
        }
        return series;
    }

    private void readHeader(BufferedReader in) throws IOException {
        final String first = Optional.ofNullable(in.readLine()).orElse("");
        lines = 1;
        if (first.startsWith("REM01") || first.startsWith("C01"))
            throw first.toUpperCase(java.util.Locale.ROOT).contains("MONTHLY")
                    ? new StationFileException(
                            StationFault.NOT_HOURLY, path + ": holds monthly means, expected events or hourly means")
                    : unknown("begins with '" + first + "', expected WDCGG text of 2018 or later");
        if (!first.matches("# header_lines : \\d+\\s*"))
            throw unknown("begins with '" + first.substring(0, Math.min(60, first.length()))
                    + "', expected '# header_lines : N'");
        final int n = Integer.parseInt(first.replaceAll("\\D", ""));
        String last = first;
        while (lines < n) {
            last = in.readLine();
            lines++;
            if (last == null || !last.startsWith("#"))
                throw unknown("has no header line " + lines + ", expected " + n + " lines that begin with #");
            note(last.substring(1).strip());
        }
        columns = List.of(last.substring(1).strip().split("\\s+"));
        check();
    }

    private void note(String line) {
        final int colon = line.indexOf(" :");
        if (colon < 0) return;
        final String value = line.substring(colon + 2).strip();
        header.putIfAbsent(line.substring(0, colon).strip().toLowerCase(java.util.Locale.ROOT), value);
        if (value.contains("UTC_date/time")) utcComments.add(value);
    }

    private void check() {
        final String gas = header.getOrDefault("dataset_parameter", "");
        if (!gas.equalsIgnoreCase("co2")) throw unknown("dataset_parameter is '" + gas + "', expected co2");
        final String units = header.getOrDefault("value:units", "");
        if (!Ppm.isPpm(units)) throw unknown("value:units is '" + units + "', expected ppm");
        final String means = header.getOrDefault("dataset_selection_tag", FileNames.stem(path));
        for (String longer : List.of("monthly", "daily", "annual"))
            if (means.toLowerCase(java.util.Locale.ROOT).endsWith(longer))
                throw new StationFileException(
                        StationFault.NOT_HOURLY,
                        path + ": holds " + longer + " means, expected events or hourly means");
    }

    /// From the times of the file to UTC.
    private int utcMinusFileSeconds() {
        final String zone = header.getOrDefault("dataset_time_zone", utcComments.isEmpty() ? "" : "UTC");
        if (zone.equals("UTC")) return 0;
        try {
            if (zone.startsWith("UTC"))
                return -ZoneOffset.of(zone.substring(3).strip()).getTotalSeconds();
        } catch (DateTimeException e) {
            // said below
        }
        throw unknown("dataset_time_zone is '" + zone + "', expected UTC or such as UTC+09:00");
    }

    private int column(String... names) {
        for (String name : names) {
            final int at = columns.indexOf(name);
            if (at >= 0) return at;
        }
        return -1;
    }

    private int required(String... names) {
        final int at = column(names);
        if (at < 0) throw unknown("has no column " + names[0] + ", expected it in its last header line: " + columns);
        return at;
    }

    /// Reads lines of values.
    private final class Rows {
        private final int utcSeconds = utcMinusFileSeconds();
        private final boolean hourly = header.getOrDefault("dataset_selection_tag", FileNames.stem(path))
                .toLowerCase(java.util.Locale.ROOT)
                .endsWith("hourly");
        private final int start = required("st_year", "year");
        private final int end = start + 6;
        private final int value = required("value");
        private final int error = column("value_unc", "value_sd");
        private final int samples = column("nvalue");
        private final int latitude = required("latitude");
        private final int longitude = required("longitude");
        private final int altitude = column("altitude");
        private final int elevation = column("elevation");
        private final int intake = column("intake_height");
        private final int flag = required("QCflag");
        private final int scale = column("scale");

        Rows() {
            final boolean sameNames = end + 5 < columns.size()
                    && (columns.get(end).equals("year") || columns.get(end).equals("end_year"));
            if (!sameNames)
                throw unknown("has the columns " + columns + ", expected six of an end after those of a start");
        }

        void add(String[] words, StationSeries series, Wanted wanted) {
            try {
                if (words.length != columns.size())
                    throw new NumberFormatException("it has " + words.length + " words, expected " + columns.size());
                if (!words[flag].equals("1") || Double.isNaN(number(words, value))) return;
                final double lat = number(words, latitude);
                final double lon = number(words, longitude);
                if (!wanted.hasPlace(lat, lon)) return;
                final Optional<Double> middle = middle(words);
                middle.ifPresent(series::reaches);
                if (middle.isPresent() && !wanted.covers(middle.get())) return;
                add(words, series, middle, lat, lon);
            } catch (NumberFormatException | DateTimeException e) {
                faults.add(StationFault.IMPOSSIBLE_VALUE, where() + e.getMessage());
            }
        }

        private void add(String[] words, StationSeries series, Optional<Double> middle, double lat, double lon) {
            final double ppm = number(words, value);
            final Optional<Double> height =
                    StationSeries.height(number(words, intake), number(words, altitude), number(words, elevation));
            if (middle.isEmpty())
                faults.add(StationFault.NOT_HOURLY, where() + "has no hour, or lasts longer than one");
            else if (!StationSeries.isSane(ppm))
                faults.add(StationFault.IMPOSSIBLE_VALUE, where() + StationSeries.insane(ppm));
            else if (height.isEmpty())
                faults.add(
                        StationFault.NO_HEIGHT,
                        where() + "intake_height is " + number(words, intake) + ", altitude "
                                + number(words, altitude) + ", elevation " + number(words, elevation)
                                + " m, expected a height above ground");
            else
                series.add(
                        Sensor.STATION,
                        scaleName(words),
                        Instant.ofEpochSecond(Math.round(middle.get())),
                        lat,
                        lon,
                        ppm,
                        number(words, error),
                        (int) Math.max(1, number(words, samples)),
                        new ObservationOperator.Point(height.get()));
        }

        private String where() {
            return path + ": line " + lines + ": ";
        }

        /// NaN where it is missing or there is no such column.
        private double number(String[] words, int column) {
            if (column < 0) return Double.NaN;
            final double number = Double.parseDouble(words[column]);
            return number > MISSING ? number : Double.NaN;
        }

        private String scaleName(String[] words) {
            final String code = scale < 0 ? "" : words[scale];
            for (int n = 1; header.containsKey("scale_" + n + "_code"); n++)
                if (code.equals(header.get("scale_" + n + "_code")))
                    return header.getOrDefault("scale_" + n + "_name", "unknown scale");
            return "unknown scale";
        }

        /// Middle of the sampling, seconds since 1970; empty where it has no hour.
        private Optional<Double> middle(String[] words) {
            final Optional<Double> begin = seconds(words, start);
            final Optional<Double> close = seconds(words, end);
            if (begin.isEmpty()) return begin;
            if (close.isEmpty()) return hourly ? begin.map(seconds -> seconds + 1800) : begin;
            return close.get() - begin.get() > StationSeries.LONGEST_SECONDS || close.get() < begin.get()
                    ? Optional.empty()
                    : Optional.of(0.5 * (begin.get() + close.get()));
        }

        private Optional<Double> seconds(String[] words, int at) {
            final int[] parts = new int[6];
            for (int p = 0; p < 6; p++) parts[p] = Integer.parseInt(words[at + p]);
            if (parts[0] < 0 || parts[1] < 0 || parts[2] < 0 || parts[3] < 0) return Optional.empty();
            // midnight may be the 24th hour of the day before
            return Optional.of(LocalDateTime.of(parts[0], parts[1], parts[2], 0, 0)
                            .plusHours(parts[3])
                            .plusMinutes(Math.max(0, parts[4]))
                            .plusSeconds(Math.max(0, parts[5]))
                            .toEpochSecond(ZoneOffset.UTC)
                    + (double) utcSeconds);
        }
    }
}
