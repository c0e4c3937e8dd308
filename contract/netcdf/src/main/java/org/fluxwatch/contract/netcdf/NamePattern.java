package org.fluxwatch.contract.netcdf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The pattern of one name of a path. Places of a name at which a part of the pattern was tried in vain are not tried
/// again, so that the work is at most the product of both lengths, however many wildcards there are.
final class NamePattern {
    private static final Pattern FIELD_OR_WILDCARD = Pattern.compile("\\{(yyyy|yy|MM|dd|HH)}|\\*|\\?");

    private final List<Part> parts;

    private sealed interface Part {
        record Letters(String text) implements Part {}

        record Field(String name) implements Part {}

        record AnyLetter() implements Part {}

        record Anything() implements Part {}
    }

    private NamePattern(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static NamePattern of(String text) {
        final List<Part> parts = new ArrayList<>();
        final Matcher special = FIELD_OR_WILDCARD.matcher(text);
        int end = 0;
        while (special.find()) {
            if (special.start() > end) parts.add(new Part.Letters(text.substring(end, special.start())));
            parts.add(
                    special.group(1) != null
                            ? new Part.Field(special.group(1))
                            : special.group().equals("*") ? new Part.Anything() : new Part.AnyLetter());
            end = special.end();
        }
        if (end < text.length()) parts.add(new Part.Letters(text.substring(end)));
        return new NamePattern(parts);
    }

    /// The date fields of a name; empty when it does not fit, or when one that is there twice has two values. Of
    /// several ways to read it, the one counts in which wildcards stand for as much as they can,
    /// the first one first.
    Optional<Map<String, Integer>> date(String name) {
        final Attempt attempt = new Attempt(name);
        return attempt.fits(0, 0) ? date(attempt) : Optional.empty();
    }

    private Optional<Map<String, Integer>> date(Attempt attempt) {
        final Map<String, Integer> date = new HashMap<>();
        for (int p = 0; p < parts.size(); p++)
            if (parts.get(p) instanceof Part.Field(String field)) {
                final int value =
                        Integer.parseInt(attempt.name, attempt.begins[p], attempt.begins[p] + field.length(), 10);
                final Integer before = date.put(field, value);
                if (before != null && before != value) return Optional.empty();
            }
        return Optional.of(date);
    }

    private final class Attempt {
        private final String name;
        private final int[] begins = new int[parts.size()];
        private final BitSet inVain = new BitSet();

        Attempt(String name) {
            this.name = name;
        }

        /// Whether the parts from one on fit the name from a place on.
        boolean fits(int part, int at) {
            if (part == parts.size()) return at == name.length();
            final int place = part * (name.length() + 1) + at;
            if (inVain.get(place)) return false;
            begins[part] = at;
            final boolean fits =
                    switch (parts.get(part)) {
                        case Part.Letters(String text) ->
                            name.startsWith(text, at) && fits(part + 1, at + text.length());
                        case Part.Field(String field) ->
                            isNumber(at, field.length()) && fits(part + 1, at + field.length());
                        case Part.AnyLetter _ -> at < name.length() && fits(part + 1, at + 1);
                        case Part.Anything _ -> {
                            int end = name.length();
                            while (end >= at && !fits(part + 1, end)) end--;
                            yield end >= at;
                        }
                    };
            if (!fits) inVain.set(place);
            return fits;
        }

        private boolean isNumber(int at, int digits) {
            if (at + digits > name.length()) return false;
            for (int i = at; i < at + digits; i++) if (name.charAt(i) < '0' || name.charAt(i) > '9') return false;
            return true;
        }
    }
}
