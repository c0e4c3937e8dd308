package org.fluxwatch.publish.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;

/// Global attributes of a period's file, out of those of its parts. What is not of the single part, such as where the
/// grid is and whose the files are, is that of the last.
final class RollupAttributes {
    /// Raised when the files' content changes, so that those of earlier versions are made again.
    static final int LAYOUT = 1;

    private static final String NONE = "none";

    /// Those of a part that say nothing of the period, or are said below.
    private static final Set<String> OWN = Set.of(
            "Conventions",
            "title",
            "summary",
            "source",
            "history",
            "domain",
            "day",
            "month",
            "year",
            "revision",
            "rollup_layout",
            "days",
            "days_in",
            "days_missing",
            "status",
            "spin_up",
            "spin_up_days",
            "smoothing_days",
            "fields",
            "granules",
            "co2_scale",
            "missing_sensors",
            "stand_ins",
            "inputs",
            "program_version",
            "settings",
            "settings_digest",
            "checkpoint",
            "comment",
            "date_created",
            "time_coverage_start",
            "time_coverage_end",
            "time_coverage_duration",
            "time_coverage_resolution");

    /// Lists with a line for each entry, of which the period has all.
    private static final List<String> LINES =
            List.of("missing_sensors", "co2_scale", "stand_ins", "inputs", "program_version", "settings_digest");

    private RollupAttributes() {}

    /// @param kind `month` or `year`
    /// @param name of the period, such as `2019-05`
    /// @param days a line each, see [RollupName#dayLine]
    /// @param missing days of the period that are not in the file
    /// @param notes what is left out, and why
    record Subject(
            String kind,
            String name,
            String domain,
            LocalDate begin,
            LocalDate end,
            List<String> days,
            List<LocalDate> missing,
            int spinUpDays,
            List<String> notes) {
        String status() {
            return missing.isEmpty() ? "whole" : days.size() + " of " + (days.size() + missing.size()) + " days";
        }
    }

    /// @param what begins the title
    /// @param parts attributes of each, ascending, at least one
    static List<ClassicAttribute> of(String what, Subject subject, List<List<ClassicAttribute>> parts) {
        final List<ClassicAttribute> last = parts.getLast();
        final List<ClassicAttribute> attributes = new ArrayList<>(List.of(
                ClassicAttribute.of("Conventions", text(last, "Conventions").orElse("CF-1.11, ACDD-1.3")),
                ClassicAttribute.of(
                        "title", what + " CO2 flux and XCO2 analysis, " + subject.domain() + ", " + subject.name()),
                ClassicAttribute.of(
                        "summary",
                        "Natural surface flux of CO2 with XCO2, means of the days' analyses; totals of regions with the"
                                + " spread that the members' own sums have; flux is positive to the air."),
                ClassicAttribute.of("source", text(last, "source").orElse("fluxwatch")),
                ClassicAttribute.of(
                        "history",
                        "fluxwatch publish: made of the files of "
                                + subject.days().size() + " days of " + subject.name()),
                ClassicAttribute.of("domain", subject.domain()),
                ClassicAttribute.of(subject.kind(), subject.name()),
                ClassicAttribute.of("rollup_layout", LAYOUT),
                ClassicAttribute.of("status", subject.status()),
                ClassicAttribute.of("days_in", subject.days().size()),
                ClassicAttribute.of("spin_up_days", subject.spinUpDays()),
                ClassicAttribute.of("days", String.join("\n", subject.days())),
                ClassicAttribute.of(
                        "days_missing",
                        subject.missing().isEmpty()
                                ? NONE
                                : String.join(
                                        "\n",
                                        subject.missing().stream()
                                                .map(LocalDate::toString)
                                                .toList()))));
        for (String name : LINES) lines(name, parts).ifPresent(attributes::add);
        comment(subject, parts).ifPresent(attributes::add);
        attributes.addAll(coverage(subject));
        created(parts).ifPresent(attributes::add);
        for (ClassicAttribute attribute : last) if (!OWN.contains(attribute.name())) attributes.add(attribute);
        return attributes;
    }

    private static List<ClassicAttribute> coverage(Subject subject) {
        final String period = (subject.kind().equals("year") ? Period.ofYears(1) : Period.ofMonths(1)).toString();
        return List.of(
                ClassicAttribute.of("time_coverage_start", midnight(subject.begin())),
                ClassicAttribute.of("time_coverage_end", midnight(subject.end())),
                ClassicAttribute.of("time_coverage_duration", period),
                ClassicAttribute.of("time_coverage_resolution", period));
    }

    private static String midnight(LocalDate day) {
        final Instant instant = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return instant.toString();
    }

    static Optional<String> text(List<ClassicAttribute> attributes, String name) {
        for (ClassicAttribute attribute : attributes)
            if (attribute instanceof ClassicAttribute.Text(String own, String text) && own.equals(name))
                return Optional.of(text);
        return Optional.empty();
    }

    /// Empty where no part has it.
    private static Optional<ClassicAttribute> lines(String name, List<List<ClassicAttribute>> parts) {
        final Set<String> lines = new TreeSet<>();
        boolean has = false;
        for (List<ClassicAttribute> part : parts) {
            final Optional<String> text = text(part, name);
            has |= text.isPresent();
            text.filter(t -> !t.equals(NONE) && !t.isEmpty())
                    .ifPresent(t -> lines.addAll(t.lines().toList()));
        }
        if (!has) return Optional.empty();
        return Optional.of(ClassicAttribute.of(name, lines.isEmpty() ? NONE : String.join("\n", lines)));
    }

    private static Optional<ClassicAttribute> created(List<List<ClassicAttribute>> parts) {
        return parts.stream()
                .flatMap(part -> text(part, "date_created").stream())
                .max(String::compareTo)
                .map(text -> ClassicAttribute.of("date_created", text));
    }

    private static Optional<ClassicAttribute> comment(Subject subject, List<List<ClassicAttribute>> parts) {
        final Set<String> comments = new LinkedHashSet<>();
        for (List<ClassicAttribute> part : parts)
            text(part, "comment").ifPresent(text -> comments.addAll(text.lines().toList()));
        comments.addAll(subject.notes());
        return comments.isEmpty()
                ? Optional.empty()
                : Optional.of(ClassicAttribute.of("comment", String.join("\n", comments)));
    }
}
