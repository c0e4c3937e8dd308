package org.fluxwatch.contract.text;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Addresses of the web, as strangers write them: read so that every one that is accepted can be asked, and printed
/// without what they hold of secrets.
public final class Address {
    /// Of what is longer, no server takes it.
    private static final int LONGEST = 8_000;

    private static final int LONGEST_PRINTED = 400;

    /// Parameters of a query whose values are no secret, as they are encoded: those of a search of the catalogue.
    private static final Set<String> PLAIN = Set.of(
            "short_name",
            "version",
            "temporal%5B%5D",
            "revision_date%5B%5D",
            "revision_date",
            "sort_key%5B%5D",
            "page_size",
            "provider",
            "parent_collection_id");

    private Address() {}

    /// @throws URISyntaxException whose message names the address and what is wrong with it
    public static URI http(String text) throws URISyntaxException {
        return requireHttp(parse(text));
    }

    /// @param location an address, or one that is relative to another
    /// @throws URISyntaxException whose message names the address and what is wrong with it
    public static URI resolve(URI from, String location) throws URISyntaxException {
        return requireHttp(from.resolve(parse(location)));
    }

    private static URI parse(String text) throws URISyntaxException {
        if (text.length() > LONGEST)
            throw new URISyntaxException(
                    print(text), "has " + text.length() + " characters, expected " + LONGEST + " at most");
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new URISyntaxException(print(text), e.getReason());
        }
    }

    private static URI requireHttp(URI uri) throws URISyntaxException {
        final String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https"))
            throw new URISyntaxException(print(uri), "Expected an http or https address");
        if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() == 0 || uri.getPort() > 65_535)
            throw new URISyntaxException(print(uri), "Expected the name of a host");
        if (uri.getRawUserInfo() != null)
            throw new URISyntaxException(print(uri), "Expected an address without user and password");
        return uri;
    }

    /// Whether an address is of this machine, so that what is sent there passes no network.
    ///
    /// @param uri with a host
    public static boolean isLoopback(URI uri) {
        final String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }

    public static String print(URI uri) {
        return print(uri.toString());
    }

    /// An address without user, password and fragment, and of its query only the values that are known to be no
    /// secret: others sign a download, or log somebody in. Takes any text.
    public static String print(String text) {
        final String place = text.split("[?#]", 2)[0];
        final String query = text.substring(place.length()).split("#", 2)[0];
        final String masked = query.length() <= 1
                ? query
                : "?"
                        + Arrays.stream(query.substring(1).split("&"))
                                .map(Address::parameter)
                                .collect(Collectors.joining("&"));
        return Printable.line(withoutUser(place) + masked, LONGEST_PRINTED);
    }

    private static String parameter(String parameter) {
        final int equals = parameter.indexOf('=');
        if (equals < 0) return "***";
        final String name = parameter.substring(0, equals);
        return PLAIN.contains(name) ? parameter : name + "=***";
    }

    /// A password may hold a slash, so that what seems to be the path still belongs to it.
    private static String withoutUser(String place) {
        final int slashes = place.indexOf("//");
        final int at = place.lastIndexOf('@');
        if (slashes < 0 || at < slashes) return place;
        final String authority = place.substring(slashes + 2).split("/", 2)[0];
        final boolean user = authority.contains("@") || authority.matches(".*:.*\\D.*");
        return user ? place.substring(0, slashes + 2) + "***" + place.substring(at) : place;
    }
}
