package org.fluxwatch.deploy.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.ingest.Inspection;
import org.jspecify.annotations.Nullable;

/// Inspections as lines of about 200 columns.
final class InspectionTable {
    private static final String COLUMNS = "%-51s %-24s %9s %8s %8s  %-22s  %-24s %s";
    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    static final String HEADER = String.format(
            Locale.ROOT,
            COLUMNS,
            "file",
            "product",
            "soundings",
            "accepted",
            "superobs",
            "time (UTC)",
            "area",
            "rejected, missing");

    private InspectionTable() {}

    static String row(Inspection i) {
        final String name = Printable.line(String.valueOf(Path.of(i.file()).getFileName()));
        if (i.problem() != null && i.soundings() == 0)
            return String.format(Locale.ROOT, "%-51s %-24s ! %s", name, i.product(), Printable.line(i.problem()));
        return String.format(
                        Locale.ROOT,
                        COLUMNS,
                        name,
                        i.product(),
                        i.soundings(),
                        i.accepted(),
                        i.superobservations(),
                        time(i.first(), i.last()),
                        i.area() == null ? "" : area(i.area()),
                        notes(i))
                .stripTrailing();
    }

    /// A file holds one UTC day; when it does not, both days are shown.
    private static String time(@Nullable Instant first, @Nullable Instant last) {
        if (first == null || last == null) return "";
        final boolean sameDay = first.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(last.atOffset(ZoneOffset.UTC).toLocalDate());
        return DAY_AND_MINUTE.format(first) + "-" + (sameDay ? MINUTE : DAY_AND_MINUTE).format(last);
    }

    /// Such as `37.6-38.9N 80.6-80.2W`: south to north, west to east.
    static String area(Inspection.Area area) {
        return range(area.south(), area.north(), "S", "N") + " " + range(area.west(), area.east(), "W", "E");
    }

    private static String range(double from, double to, String below, String above) {
        if (from >= 0) return String.format(Locale.ROOT, "%.1f-%.1f%s", from, to, above);
        if (to <= 0) return String.format(Locale.ROOT, "%.1f-%.1f%s", -from, -to, below);
        return String.format(Locale.ROOT, "%.1f%s-%.1f%s", -from, below, to, above);
    }

    private static String notes(Inspection i) {
        final List<String> notes = new ArrayList<>();
        if (!i.rejected().isEmpty())
            notes.add(i.rejected().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .collect(Collectors.joining(", ")));
        if (!i.missing().isEmpty()) notes.add("missing: " + String.join(", ", i.missing()));
        if (i.problem() != null) notes.add("! " + Printable.line(i.problem()));
        return String.join("; ", notes);
    }
}
