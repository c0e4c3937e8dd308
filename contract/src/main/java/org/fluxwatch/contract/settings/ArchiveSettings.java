package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/// Where Lite files come from.
public record ArchiveSettings(
        Kind kind,
        Path folder,
        URI cmrUrl,
        List<String> products,
        String token,
        LocalDate from,
        LocalDate to,
        Duration pollInterval,
        Duration requestTimeout,
        int attempts) {
    public enum Kind {
        @JsonProperty("folder")
        FOLDER,
        @JsonProperty("http")
        HTTP
    }

    public ArchiveSettings {
        products = List.copyOf(products);
        Check.that(!folder.toString().isEmpty(), "archive.folder", folder, "a path");
        Check.that(
                "https".equals(cmrUrl.getScheme()) || "http".equals(cmrUrl.getScheme()),
                "archive.cmr-url",
                cmrUrl,
                "an http or https address");
        Check.that(kind != Kind.HTTP || !products.isEmpty(), "archive.products", products, "at least one collection");
        for (String product : products)
            Check.that(
                    product.matches("\\w+\\.[\\w.]+"),
                    "archive.products",
                    product,
                    "short name and version joined by a dot, such as OCO2_L2_Lite_FP.11.2r");
        Check.that(!to.isBefore(from), "archive.to", to, "a day not before archive.from, " + from);
        Check.duration("archive.poll-interval", pollInterval);
        Check.duration("archive.request-timeout", requestTimeout);
        Check.that(attempts >= 1, "archive.attempts", attempts, "1 or more");
    }

    @Override
    public String toString() {
        return "ArchiveSettings[" + kind + ", " + (kind == Kind.FOLDER ? folder : cmrUrl) + ", " + products + ", "
                + from + " to " + to + "]"; // never the token
    }
}
