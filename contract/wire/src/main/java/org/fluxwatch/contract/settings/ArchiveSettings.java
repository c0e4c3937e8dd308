package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.text.Address;

/// Where Lite files come from.
///
/// @param token without the blanks and line ends around it
/// @param tokenFile whose only line is the token; empty: none
/// @param tokenDomains in lower case
/// @param loginUrl the one address that is sent name and password
/// @param downloadMbPerSecond over all downloads together, MB of 1,000,000 bytes; 0: as fast as they come
public record ArchiveSettings(
        Kind kind,
        Path folder,
        URI cmrUrl,
        List<String> products,
        String token,
        String tokenFile,
        List<String> tokenDomains,
        URI loginUrl,
        LocalDate from,
        LocalDate to,
        Duration pollInterval,
        Duration requestTimeout,
        int attempts,
        int downloadQuotaMb,
        int parallelDownloads,
        double downloadMbPerSecond) {
    public enum Kind {
        @JsonProperty("folder")
        FOLDER,
        @JsonProperty("http")
        HTTP
    }

    /// So many at once are no burden to an archive yet.
    private static final int MOST_PARALLEL = 16;

    /// Shared by [#MOST_PARALLEL] downloads each still is faster than one that is given up.
    private static final double LEAST_MB_PER_SECOND = 0.1;

    /// What a token is made of, in words.
    public static final String TOKEN = "letters, digits and signs of ASCII without blanks";

    private static final String LOGIN =
            "an https address such as https://urs.earthdata.nasa.gov; http on this machine alone";

    public ArchiveSettings {
        products = List.copyOf(products);
        token = token.strip();
        tokenFile = tokenFile.strip();
        tokenDomains = tokenDomains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .toList();
        Check.that(!folder.toString().isEmpty(), "archive.folder", folder, "a path");
        requireAddress("archive.cmr-url", cmrUrl, "an http or https address such as https://cmr.earthdata.nasa.gov");
        Check.that(kind != Kind.HTTP || !products.isEmpty(), "archive.products", products, "at least one collection");
        for (String product : products)
            Check.that(
                    product.matches("\\w+(\\.\\w[\\w.]*)?"),
                    "archive.products",
                    product,
                    "a short name such as OCO2_L2_Lite_FP, or one with a version, OCO2_L2_Lite_FP.11.2r");
        Check.that(token.isEmpty() || isToken(token), "archive.token", Keys.HIDDEN, TOKEN);
        Check.that(
                tokenFile.isEmpty() || token.isEmpty(), "archive.token-file", tokenFile, "none beside archive.token");
        Check.that(tokenFile.indexOf('\0') < 0, "archive.token-file", tokenFile, "a path");
        for (String domain : tokenDomains)
            Check.that(
                    domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+"),
                    "archive.token-domains",
                    domain,
                    "a domain such as earthdata.nasa.gov");
        requireAddress("archive.login-url", loginUrl, LOGIN);
        Check.that(
                "https".equalsIgnoreCase(loginUrl.getScheme()) || Address.isLoopback(loginUrl),
                "archive.login-url",
                Address.print(loginUrl),
                LOGIN);
        Check.that(!to.isBefore(from), "archive.to", to, "a day not before archive.from, " + from);
        Check.duration("archive.poll-interval", pollInterval);
        Check.duration("archive.request-timeout", requestTimeout);
        Check.that(attempts >= 1, "archive.attempts", attempts, "1 or more");
        Check.that(downloadQuotaMb >= 1, "archive.download-quota-mb", downloadQuotaMb, "1 or more");
        Check.that(
                parallelDownloads >= 1 && parallelDownloads <= MOST_PARALLEL,
                "archive.parallel-downloads",
                parallelDownloads,
                "1 to " + MOST_PARALLEL);
        Check.that(
                downloadMbPerSecond == 0
                        || downloadMbPerSecond >= LEAST_MB_PER_SECOND && downloadMbPerSecond < Double.POSITIVE_INFINITY,
                "archive.download-mb-per-second",
                downloadMbPerSecond,
                "0 for no limit, or " + LEAST_MB_PER_SECOND + " or more");
    }

    /// The same archive, other days of it.
    ArchiveSettings withPeriod(LocalDate first, LocalDate last) {
        return new ArchiveSettings(
                kind,
                folder,
                cmrUrl,
                products,
                token,
                tokenFile,
                tokenDomains,
                loginUrl,
                first,
                last,
                pollInterval,
                requestTimeout,
                attempts,
                downloadQuotaMb,
                parallelDownloads,
                downloadMbPerSecond);
    }

    private static void requireAddress(String key, URI address, String expected) {
        try {
            Address.http(address.toString());
        } catch (URISyntaxException e) {
            Check.that(false, key, Address.print(address), expected + " without user and password");
        }
        Check.that(
                address.getRawQuery() == null && address.getRawFragment() == null,
                key,
                Address.print(address),
                expected);
    }

    /// Whether a text can be sent as a token.
    public static boolean isToken(String text) {
        return text.matches("[\\x21-\\x7e]+");
    }

    @Override
    public String toString() {
        return "ArchiveSettings[" + kind + ", " + (kind == Kind.FOLDER ? folder : Address.print(cmrUrl)) + ", "
                + products + ", " + from + " to " + to + "]"; // never the token
    }
}
