package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.fluxwatch.contract.service.StatusServer;

/// Who is let in to the downloads, and how one logs in (docs/formats.md 3.5):
/// ```
/// /data/...  without credentials  302 -> /oauth/authorize?...&state=<path>
/// /oauth/authorize with Basic     302 -> /data-redirect?code=...&state=<path>       (without: 401)
/// /data-redirect                  302 -> <path>, with a session cookie
/// ```
/// A bearer token is good on the first request.
final class EarthdataLogin {
    private static final String COOKIE = "twin_session=";

    private final Access access;
    private final String session = UUID.randomUUID().toString();

    EarthdataLogin(Access access) {
        this.access = access;
    }

    /// Whether a request to the data may go on; else it has been answered.
    boolean admits(HttpExchange exchange) throws IOException {
        return switch (access) {
            case Access.Open open -> true;
            case Access.Login login -> admits(exchange, login);
        };
    }

    private boolean admits(HttpExchange exchange, Access.Login login) throws IOException {
        final Headers headers = exchange.getRequestHeaders();
        final String authorization = headers.getFirst("Authorization");
        if (("Bearer " + login.token()).equals(authorization)) return true;
        final String cookies = String.join(";", headers.getOrDefault("Cookie", java.util.List.of()));
        if (cookies.contains(COOKIE + session)) return true;
        if (authorization != null) {
            deny(exchange); // credentials, but not good ones here: Basic belongs to the login's host alone
            return false;
        }
        redirect(
                exchange,
                "/oauth/authorize?client_id=twin&response_type=code&redirect_uri=/data-redirect&state="
                        + URLEncoder.encode(exchange.getRequestURI().getPath(), StandardCharsets.UTF_8));
        return false;
    }

    void authorize(HttpExchange exchange) throws IOException {
        final Optional<Access.Login> login = login();
        final String basic = login.map(EarthdataLogin::basic).orElse("");
        if (login.isEmpty() || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Please enter your Earthdata Login\"");
            deny(exchange);
            return;
        }
        redirect(exchange, "/data-redirect?code=" + session + "&state=" + query(exchange, "state"));
    }

    void enter(HttpExchange exchange) throws IOException {
        final String path = URLDecoder.decode(query(exchange, "state"), StandardCharsets.UTF_8);
        final Optional<Access.Login> login = login();
        if (login.isEmpty() || !session.equals(query(exchange, "code")) || !path.startsWith("/data/")) {
            deny(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Set-Cookie", COOKIE + session + "; Path=/; HttpOnly");
        redirect(exchange, path);
    }

    /// Whether the credentials sent with a search, if any, are good: CMR answers 401 to bad ones even for public data.
    boolean acceptsSearch(HttpExchange exchange) {
        final String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return authorization == null
                || login().map(login -> ("Bearer " + login.token()).equals(authorization))
                        .orElse(true);
    }

    private Optional<Access.Login> login() {
        return switch (access) {
            case Access.Open open -> Optional.empty();
            case Access.Login login -> Optional.of(login);
        };
    }

    private static String basic(Access.Login login) {
        final byte[] pair = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String query(HttpExchange exchange, String name) {
        final String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String pair : query.split("&", 0))
            if (pair.startsWith(name + "=")) return pair.substring(name.length() + 1);
        return "";
    }

    private static void deny(HttpExchange exchange) throws IOException {
        StatusServer.respond(
                exchange, 401, "text/plain", "HTTP Basic: Access denied.\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void redirect(HttpExchange exchange, String place) throws IOException {
        final String host = exchange.getRequestHeaders().getFirst("Host");
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        host == null
                                ? place
                                : URI.create("http://" + host).resolve(place).toString());
        exchange.sendResponseHeaders(302, -1);
    }
}
