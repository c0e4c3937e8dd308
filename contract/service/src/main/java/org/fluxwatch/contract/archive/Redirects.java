package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.text.Address;
import org.fluxwatch.contract.text.Messages;

/// Asks for an address once, and follows redirects by hand, so that at each step it is decided anew whether the token
/// is sent ([TokenPolicy]), or name and password to the login ([LoginGate]).
/// ```
/// data host -- 302 --> login, Basic -- 302 --> data host, sets a cookie -- 302 --> the file, or a signed address of it
/// ```
/// Nothing that says who we are is sent on to the next address.
final class Redirects implements AutoCloseable {
    private static final int MOST = 10;

    /// Where NASA's own archive sends to log in, whatever settings say.
    private static final String NASA = "urs.earthdata.nasa.gov";

    private final WatchedRequests web;
    private final TokenPolicy policy;
    private final BearerToken token;
    private final Origin login;
    private final LoginSource source;
    private final LoginGate gate;
    private final Refusals refusals;

    /// @param clock says when a password that was refused may be tried again
    Redirects(ArchiveSettings archive, Map<String, String> environment, InstantSource clock) {
        policy = new TokenPolicy(archive.cmrUrl(), archive.tokenDomains());
        token = new BearerToken(archive);
        login = Origin.of(archive.loginUrl());
        source = new LoginSource(environment, login.host());
        gate = new LoginGate(source, clock);
        refusals = new Refusals(archive, policy, token, clock);
        web = new WatchedRequests(archive.requestTimeout(), new Proxies(environment));
    }

    /// @return an answer that is no redirect
    /// @throws ArchiveException when asking again would not help
    <T> HttpResponse<T> follow(
            URI first,
            Map<String, String> headers,
            Purpose purpose,
            BodyHandler<T> handler,
            WatchedRequests.Progress progress)
            throws IOException, InterruptedException {
        URI uri = asked(first, purpose);
        try (LoginGate.Turn turn = gate.turn()) {
            for (int hop = 0; hop <= MOST; hop++) {
                final boolean atLogin = login.covers(uri);
                final HttpResponse<T> answer = atLogin
                        ? atLogin(first, uri, purpose, turn)
                        : web.ask(uri, headers, authorization(uri, purpose), purpose, handler, progress);
                final int status = answer.statusCode();
                if (!atLogin && status < 400) turn.succeed();
                if (status < 300 || status >= 400 || status == 304) return answer;
                final URI next = next(first, uri, answer, purpose);
                uri = asksForLogin(first, uri, next, purpose, turn) ? asked(first, purpose) : next;
            }
        }
        throw new ArchiveException(purpose.unusable, Address.print(first) + ": more than " + MOST + " redirects", null);
    }

    private Optional<String> authorization(URI uri, Purpose purpose) throws ArchiveException {
        return purpose == Purpose.DOWNLOAD && policy.covers(uri)
                ? token.value().map(value -> "Bearer " + value)
                : Optional.empty();
    }

    /// A step of the login, whose answer is never taken for the file.
    ///
    /// @return a redirect, or an answer that says to come again
    private <T> HttpResponse<T> atLogin(URI first, URI uri, Purpose purpose, LoginGate.Turn turn)
            throws IOException, InterruptedException {
        final TextBody.Told page = new TextBody.Told();
        final Optional<String> basic = turn.credentials().map(UserAndPassword::basic);
        final HttpResponse<T> answer = web.ask(uri, Map.of(), basic, purpose, page::hear, () -> 0);
        final int status = answer.statusCode();
        if (status >= 300 && status < 400 || status == 429 || status >= 500) return answer;
        final Optional<UserAndPassword> credentials = turn.credentials();
        final Function<URI, ArchiveException> trouble =
                file -> refusals.byLogin(file, status, page.body(), credentials);
        if (status == 401 || status == 403) turn.fail(trouble);
        throw trouble.apply(first);
    }

    /// Deals with a redirect to a login. One is made without a token only, and for those hosts that a token would be
    /// sent to; one that does not take the token would send a page in place of the file.
    ///
    /// @return true: another has logged in meanwhile, so that all is to begin anew with its cookie
    private boolean asksForLogin(URI first, URI from, URI next, Purpose purpose, LoginGate.Turn turn)
            throws ArchiveException, InterruptedException {
        if (("&" + next.getRawQuery()).contains("&error=access_denied")) throw refusals.notApproved(first, next);
        final boolean here = login.covers(next);
        if (here && login.covers(from)) return false;
        if (!here
                && !next.getRawPath().contains("/oauth/authorize")
                && !next.getHost().equalsIgnoreCase(NASA)) return false;
        if (!here || purpose != Purpose.DOWNLOAD || token.isGiven() || !policy.covers(from) || turn.isOver())
            throw refusals.asksForLogin(first, from, next, turn.isOver());
        if (!turn.begin(first)) return true;
        if (turn.credentials().isEmpty()) throw refusals.asksForLogin(first, from, next, false);
        return false;
    }

    private URI asked(URI first, Purpose purpose) throws ArchiveException {
        try {
            final URI uri = Address.http(first.toString());
            if (!login.covers(uri)) return uri;
            throw new ArchiveException(
                    purpose.unusable, Address.print(first) + " is the login's, expected that of a file", null);
        } catch (URISyntaxException e) {
            throw new ArchiveException(purpose.unusable, Messages.of(e), null);
        }
    }

    private static URI next(URI first, URI from, HttpResponse<?> answer, Purpose purpose) throws ArchiveException {
        final String location = answer.headers().firstValue("Location").orElse("");
        final String said = Address.print(first) + ": status " + answer.statusCode();
        if (location.isEmpty()) throw new ArchiveException(purpose.unusable, said + " without Location", null);
        final URI next;
        try {
            next = Address.resolve(from, location);
        } catch (URISyntaxException e) {
            throw new ArchiveException(purpose.unusable, said + " redirects to no address: " + e.getMessage(), null);
        }
        if (from.getScheme().equalsIgnoreCase("https") && !next.getScheme().equalsIgnoreCase("https"))
            throw new ArchiveException(
                    purpose.unusable,
                    said + " redirects from https to " + Address.print(next) + ", expected https",
                    null);
        return next;
    }

    String credentials() throws ArchiveException {
        if (token.isGiven())
            return "the token of " + token.from()
                    + token.end().map(end -> ", which ends at " + end).orElse("");
        return source.value().map(found -> found + ", at " + login).orElse("no credentials, which are not asked for");
    }

    Refusals refusals() {
        return refusals;
    }

    @Override
    public void close() {
        web.close();
    }
}
