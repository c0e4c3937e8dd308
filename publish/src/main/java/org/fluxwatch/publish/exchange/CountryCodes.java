package org.fluxwatch.publish.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Countries by ISO 3166-1 alpha-3, as regions are named: `china`, `south-korea`, or the code itself.
final class CountryCodes {
    private static final Map<String, String> CODES = codes();

    private CountryCodes() {}

    private static Map<String, String> codes() {
        final Map<String, String> codes = new TreeMap<>();
        for (String two : Locale.getISOCountries()) {
            final Locale country = Locale.of("", two);
            final String three = country.getISO3Country();
            codes.put(key(country.getDisplayCountry(Locale.ENGLISH)), three);
            codes.put(key(three), three);
        }
        codes.put("mainland china", "CHN"); // Taiwan, Hong Kong and Macao have codes of their own
        return codes;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]+", " ").strip();
    }

    /// Empty where it is the name of no country.
    static Optional<String> of(String region) {
        return Optional.ofNullable(CODES.get(key(region)));
    }

    /// What regions are called in a file: the code of the first that has it, else their own names.
    static String[] labels(String[] regions) {
        final String[] labels = new String[regions.length];
        for (int r = 0; r < regions.length; r++) {
            final String code = of(regions[r]).orElse(regions[r]);
            labels[r] = Arrays.asList(labels).subList(0, r).contains(code) ? regions[r] : code;
        }
        return labels;
    }
}
