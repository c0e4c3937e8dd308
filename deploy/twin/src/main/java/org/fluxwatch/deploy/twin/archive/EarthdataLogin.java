package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.service.StatusServer;

/// Who is let in to the downloads, and how one logs in (docs/formats.md 3.5), over two hosts:
/// ```
/// data   /data/...  without credentials  302 -> login /oauth/authorize?...&state=<path>
/// login  /oauth/authorize with Basic     302 -> data /data-redirect?code=...&state=<path>; a cookie    (without: 401)
/// data   /data-redirect                  302 -> data <path>; a cookie, the session
/// ```
/// A bearer token is good on the first request, and on the data host alone.
final class EarthdataLogin implements AutoCloseable {
    private static final String COOKIE = "twin_session=";
    private static final String LOGIN_COOKIE = "_urs-gui_session=";
    private static final String ENTER = "/data-redirect";
    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>Earthdata Login</title></head><body>"
            + "Please approve the application NASA GESDISC DATA ARCHIVE.</body></html>";

    private final Access access;
    private final String session = UUID.randomUUID().toString();
    private final Optional<LoopbackHost> host;
    private final AtomicInteger logins = new AtomicInteger();
    private volatile LoginTrouble trouble = LoginTrouble.NONE;

    /// @param name [LoopbackHost#of]
    EarthdataLogin(Access access, Requests requests, Optional<String> name) throws IOException {
        this.access = access;
        host = login().isPresent() ? Optional.of(LoopbackHost.of(2, requests, name)) : Optional.empty();
        host.ifPresent(at -> at.handle("/oauth/authorize", this::authorize));
    }

    /// From now on.
    void trouble(LoginTrouble now) {
        trouble = now;
    }

    /// Logins that ended well.
    int logins() {
        return logins.get();
    }

    /// The login's own host; empty where everybody is let in.
    Optional<URI> url() {
        return host.map(LoopbackHost::url);
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
        final String cookies = String.join(";", headers.getOrDefault("Cookie", List.of()));
        final boolean bearer = ("Bearer " + login.token()).equals(authorization);
        if (bearer && trouble == LoginTrouble.EXPIRED) {
            json(exchange, 401, "{\"errors\":[\"Token [" + login.token() + "] has expired. Please renew\"]}");
            return false;
        }
        if (bearer || cookies.contains(COOKIE + session) && trouble != LoginTrouble.NO_SESSION)
            return isAgreed(exchange);
        if (authorization != null) {
            deny(exchange); // credentials, but not good ones here: Basic belongs to the login's host alone
            return false;
        }
        final String data = "http://" + headers.getFirst("Host");
        redirect(
                exchange,
                url().orElseThrow() + "/oauth/authorize?client_id=twin&response_type=code&redirect_uri="
                        + encode(data + ENTER) + "&state="
                        + encode(exchange.getRequestURI().getPath()));
        return false;
    }

    private boolean isAgreed(HttpExchange exchange) throws IOException {
        if (trouble == LoginTrouble.PAGE_FOR_FILE) page(exchange);
        else if (trouble == LoginTrouble.EULA)
            json(
                    exchange,
                    403,
                    "{\"status_code\":403,\"error_description\":\"EULA Acceptance Failure\",\"resolution_url\":\""
                            + url().orElseThrow() + "/approve_app?client_id=twin\"}");
        else return true;
        return false;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        final String cookies = String.join(";", exchange.getRequestHeaders().getOrDefault("Cookie", List.of()));
        final boolean known = cookies.contains(LOGIN_COOKIE + session)
                || login().map(EarthdataLogin::basic)
                        .filter(basic ->
                                basic.equals(exchange.getRequestHeaders().getFirst("Authorization")))
                        .isPresent();
        if (trouble == LoginTrouble.BUSY) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            StatusServer.respond(exchange, 429, "text/plain", "Slow down\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (!known) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Please enter your Earthdata Login\"");
            deny(exchange);
            return;
        }
        if (trouble == LoginTrouble.PAGE) {
            page(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Set-Cookie", LOGIN_COOKIE + session + "; Path=/; HttpOnly");
        redirect(
                exchange,
                URLDecoder.decode(query(exchange, "redirect_uri"), StandardCharsets.UTF_8) + "?"
                        + (trouble == LoginTrouble.UNAPPROVED ? "error=access_denied" : "code=" + session) + "&state="
                        + query(exchange, "state"));
    }

    void enter(HttpExchange exchange) throws IOException {
        final String path = URLDecoder.decode(query(exchange, "state"), StandardCharsets.UTF_8);
        final Optional<Access.Login> login = login();
        if (login.isEmpty() || !session.equals(query(exchange, "code")) || !path.startsWith("/data/")) {
            deny(exchange);
            return;
        }
        logins.incrementAndGet();
        exchange.getResponseHeaders().set("Set-Cookie", COOKIE + session + "; Path=/; HttpOnly");
        redirect(exchange, "http://" + exchange.getRequestHeaders().getFirst("Host") + path);
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

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void deny(HttpExchange exchange) throws IOException {
        StatusServer.respond(
                exchange, 401, "text/plain", "HTTP Basic: Access denied.\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void page(HttpExchange exchange) throws IOException {
        StatusServer.respond(exchange, 200, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        StatusServer.respond(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void redirect(HttpExchange exchange, String place) throws IOException {
        exchange.getResponseHeaders().set("Location", place);
        exchange.sendResponseHeaders(302, -1);
    }

    @Override
    public void close() {
        host.ifPresent(LoopbackHost::close);
    }
}
