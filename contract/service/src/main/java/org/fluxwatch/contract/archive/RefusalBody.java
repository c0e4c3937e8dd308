package org.fluxwatch.contract.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.contract.topic.RecordSerde;

/// What the body of a refusal says, in words of ours: it may quote the token.
/// ```
/// {"errors":["Token [...] has expired"]}
/// {"status_code":403,"error_description":"EULA Acceptance Failure","resolution_url":"https://<login>/approve_app?..."}
/// <html>... <title>Earthdata Login</title> ...
/// ```
record RefusalBody(String text) {
    private static final Pattern TITLE = Pattern.compile("<title[^>]*>([^<]{1,200})</title>", Pattern.CASE_INSENSITIVE);

    /// Its query names a client or a licence, and no secret.
    private static final Pattern TO_APPROVE = Pattern.compile("/(approve_app|accept_eula)[\\w/-]*(\\?\\w+=[\\w-]+)?");

    boolean saysExpired() {
        return text.toLowerCase(Locale.ROOT).contains("expired");
    }

    /// Whether a licence or an application is to be agreed to.
    boolean wantsApproval() {
        final String words = text.toLowerCase(Locale.ROOT);
        return words.contains("eula") || words.contains("approve_app");
    }

    /// Where to agree, if it is a page of the login.
    Optional<String> approvalAddress(Origin login) {
        try {
            final JsonNode address = RecordSerde.jsonMapper().readTree(text).path("resolution_url");
            final URI uri = URI.create(address.asText());
            if (uri.getHost() == null || !login.host().equalsIgnoreCase(uri.getHost())) return Optional.empty();
            final String page = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return TO_APPROVE.matcher(page).matches() ? Optional.of(login + page) : Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty(); // no JSON, no address
        }
    }

    boolean isHtml() {
        final String begin = text.stripLeading().toLowerCase(Locale.ROOT);
        return begin.startsWith("<!doctype html") || begin.startsWith("<html");
    }

    /// That of a page, to be recognized by.
    Optional<String> title() {
        final Matcher title = TITLE.matcher(text);
        return title.find()
                ? Optional.of(Printable.line(title.group(1).strip().replaceAll("\\s+", " "), 80))
                : Optional.empty();
    }
}
