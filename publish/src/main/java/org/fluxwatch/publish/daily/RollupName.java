package org.fluxwatch.publish.daily;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the filter's files are that follow from those of its days: months, years, and members of days and months.
public final class RollupName {
    /// Without system in the name files are days of version 0.1.
    private static final Pattern NAME = Pattern.compile(
            "fluxwatch_([^_]+)_filter_(?:(\\d{4}-(?:0[1-9]|1[0-2]))|members_(\\d{4})-(?:0[1-9]|1[0-2])|(\\d{4}))\\.nc");

    private RollupName() {}

    public static Path month(Path folder, String domain, YearMonth month) {
        return inYear(folder, domain, month.getYear(), month.toString());
    }

    /// The mean of the month by member.
    public static Path membersOfMonth(Path folder, String domain, YearMonth month) {
        return inYear(folder, domain, month.getYear(), "members_" + month);
    }

    public static Path membersOfDay(Path folder, String domain, LocalDate day) {
        return inYear(folder, domain, day.getYear(), "members_" + day.format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    public static Path year(Path folder, String domain, int year) {
        return folder.resolve(domain).resolve(file(domain, String.format(Locale.ROOT, "%04d", year)));
    }

    private static Path inYear(Path folder, String domain, int year, String period) {
        return folder.resolve(domain)
                .resolve(String.format(Locale.ROOT, "%04d", year))
                .resolve(file(domain, period));
    }

    private static String file(String domain, String period) {
        return "fluxwatch_" + domain + "_filter_" + period + ".nc";
    }

    /// The path of a month's, a month's members' or a year's file below the folder of products, by its name; empty
    /// when it is the name of none.
    public static Optional<String> path(String file) {
        final Matcher name = NAME.matcher(file);
        if (!name.matches()) return Optional.empty();
        final String domain = name.group(1);
        if (name.group(4) != null) return Optional.of(domain + "/" + file);
        final String year = name.group(2) != null ? name.group(2).substring(0, 4) : name.group(3);
        return Optional.of(domain + "/" + year + "/" + file);
    }

    /// A line of the attribute `days`, such as `2019-05-01 r2`.
    public static String dayLine(LocalDate day, int revision) {
        return day + " r" + revision;
    }
}
