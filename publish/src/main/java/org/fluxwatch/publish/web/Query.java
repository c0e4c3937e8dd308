package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.daily.ProductFolder;

/// The parameters of a request. Those that nobody asks for are left alone, unless [#only] says which there are.
public final class Query {
    private static final int GREATEST_LENGTH = 2_000;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    /// Values as they came, by decoded name.
    private final Map<String, String> values = new HashMap<>();

    /// @throws Refused 400 when it is overlong or a parameter stands more than once
    Query(HttpExchange exchange) throws Refused {
        this(exchange, GREATEST_LENGTH);
    }

    /// @param greatestLength of all parameters as they came, characters
    /// @throws Refused 400 when it is overlong or a parameter stands more than once
    public Query(HttpExchange exchange, int greatestLength) throws Refused {
        final String raw = exchange.getRequestURI().getRawQuery();
        if (raw == null || raw.isEmpty()) return;
        if (raw.length() > greatestLength)
            throw new Refused(400, "the query is longer than " + greatestLength + " characters");
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) continue;
            final int equals = pair.indexOf('=');
            final String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (values.put(name, equals < 0 ? "" : pair.substring(equals + 1)) != null)
                throw new Refused(400, "a parameter stands more than once");
        }
    }

    /// The JDK's server has refused what cannot be decoded.
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// @throws Refused 400 when there is another parameter
    public void only(Set<String> names) throws Refused {
        if (names.containsAll(values.keySet())) return;
        throw new Refused(
                400,
                names.isEmpty()
                        ? "there is a parameter, expected none"
                        : "a parameter is unknown, expected " + new TreeSet<>(names));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// Empty when it is not there.
    public String value(String name) {
        return decoded(values.getOrDefault(name, ""));
    }

    /// Separated by commas; one that is part of an item comes as `%2C`. None when it is not there.
    public List<String> list(String name) {
        final String value = values.getOrDefault(name, "");
        final List<String> items = new ArrayList<>();
        if (!value.isEmpty()) for (String item : value.split(",", -1)) items.add(decoded(item));
        return items;
    }

    /// Of parameters `domain` and `system`; without the latter the domain as settings have it analysed.
    ///
    /// @throws Refused 404 when there is no such domain or system
    AnalysedDomain analysed(ProductFolder folder) throws Refused {
        final String domain = domain(folder, value("domain"));
        final String system = value("system");
        return system.isEmpty() ? folder.own(domain) : new AnalysedDomain(domain, system(system));
    }

    /// @throws Refused 404 when there is no such domain
    public static String domain(ProductFolder folder, String name) throws Refused {
        if (folder.hasDomain(name)) return name;
        throw new Refused(404, "no such domain, expected one of " + folder.domains());
    }

    /// @throws Refused 404 when there is no such system
    public static AssimilationSystem system(String label) throws Refused {
        final List<AssimilationSystem> systems = List.of(AssimilationSystem.values());
        return systems.stream()
                .filter(system -> system.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        404,
                        "no such system, expected one of "
                                + systems.stream()
                                        .map(AssimilationSystem::label)
                                        .toList()));
    }

    /// @throws Refused 400 when it is no day of the years 0000 to 9999
    LocalDate day() throws Refused {
        return day("day", value("day"));
    }

    /// Empty when it is not there.
    ///
    /// @throws Refused 400 when it is no day of the years 0000 to 9999
    public Optional<LocalDate> day(String name) throws Refused {
        return has(name) ? Optional.of(day(name, value(name))) : Optional.empty();
    }

    /// Empty when it is not there.
    ///
    /// @throws Refused 400 when it is no month of the years 0000 to 9999
    Optional<YearMonth> month(String name) throws Refused {
        if (!has(name)) return Optional.empty();
        try {
            if (MONTH.matcher(value(name)).matches()) return Optional.of(YearMonth.parse(value(name)));
        } catch (DateTimeException e) {
            // such as the 13th
        }
        throw new Refused(400, name + " is not a month, expected YYYY-MM");
    }

    /// @param name of the parameter, for the message
    /// @throws Refused 400 when the text is no day of the years 0000 to 9999
    public static LocalDate day(String name, String text) throws Refused {
        try {
            if (DAY.matcher(text).matches()) return LocalDate.parse(text);
        } catch (DateTimeException e) {
            // such as the 30th of February
        }
        throw new Refused(400, name + " is not a day, expected YYYY-MM-DD");
    }

    /// @throws Refused 400 when it is missing, no number, or out of range
    public double number(String name, double least, double greatest, String what) throws Refused {
        try {
            final double number = Double.parseDouble(value(name));
            if (number >= least && number <= greatest) return number;
        } catch (NumberFormatException e) {
            // such as north
        }
        throw new Refused(
                400,
                name + " is " + (has(name) ? "none that can be used" : "missing") + ", expected " + what + " from "
                        + least + " to " + greatest);
    }
}
