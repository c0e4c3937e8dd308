package org.fluxwatch.contract.archive;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.text.Address;

/// Says why the archive does not let us in, and what to do about it.
final class Refusals {
    static final String APPLICATION = "NASA GESDISC DATA ARCHIVE";

    /// By which the login knows GES DISC's application.
    private static final String CLIENT = "e2WVk8Pw6weeLUKZYOxvTQ";

    private final Origin login;
    private final TokenPolicy policy;
    private final BearerToken token;
    private final InstantSource clock;

    Refusals(ArchiveSettings archive, TokenPolicy policy, BearerToken token, InstantSource clock) {
        login = Origin.of(archive.loginUrl());
        this.policy = policy;
        this.token = token;
        this.clock = clock;
    }

    /// A host of the archive wants to know who we are, and neither token nor login is there, or it does not take them.
    ArchiveException asksForLogin(URI first, URI from, URI next, boolean hasLoggedIn) throws ArchiveException {
        final String how = "asks for a login (" + next.getHost() + Address.print(next.getPath()) + ")";
        if (!policy.covers(from)) return stranger(first, from, how);
        if (!login.covers(next))
            return refused(first, how + ", expected at " + login + " (archive.login-url): nothing is sent there");
        if (token.isGiven()) return refused(first, how + " and does not take the token: " + newToken());
        if (hasLoggedIn) return refused(first, how + " again after it: the archive does not keep the session");
        return refused(
                first,
                how + ", and there is nothing to log in with: expected archive.token or archive.token-file, or "
                        + LoginSource.USER + " and " + LoginSource.PASSWORD + " in the environment, or 'machine "
                        + login.host() + " login NAME password PASSWORD' in ~/.netrc or the file that NETRC names");
    }

    /// The archive sends back from the login with `error=access_denied`.
    ArchiveException notApproved(URI first, URI from) {
        return refused(first, "access denied by " + from.getHost() + ": " + approve());
    }

    /// The login answers neither with a redirect nor by asking to come again.
    ArchiveException byLogin(URI first, int status, RefusalBody body, Optional<UserAndPassword> credentials) {
        final String who = credentials.map(UserAndPassword::from).orElse("no name and password");
        final String said = login + " answers " + status + " to " + who + ": ";
        if (body.wantsApproval()) return refused(first, said + agree(body));
        return refused(
                first,
                said
                        + switch (status) {
                            case 401 -> "user or password is wrong, expected those of an Earthdata Login account";
                            case 200 ->
                                "shows a page" + titled(body) + " in place of the way on: log in there once with a"
                                        + " browser and do what it asks for; " + approve();
                            default -> "the login is refused; log in there with a browser to see why";
                        });
    }

    /// A host refuses a download with 401 or 403.
    ArchiveException byHost(URI first, URI from, int status, RefusalBody body) {
        final String how = "status " + status + ", access refused";
        if (!policy.covers(from)) return stranger(first, from, how);
        if (body.wantsApproval()) return refused(first, how + ": " + agree(body));
        if (body.saysExpired() && token.isGiven())
            return refused(first, how + ": the token has expired: " + newToken());
        if (token.isGiven())
            return refused(
                    first,
                    how + ": " + token.from() + " must be a valid Earthdata token of a user who has approved the"
                            + " application '" + APPLICATION + "'" + ended() + "; " + approve());
        return refused(first, how + " after the login: " + approve());
    }

    /// A page comes where a file should; it may be one of a login, or of somebody's maintenance.
    ArchiveException page(URI first, RefusalBody body, int attempts) {
        return refused(
                first,
                "is a page of HTML" + titled(body) + ", expected an HDF5 file (" + attempts + " attempts): "
                        + approve());
    }

    private static String titled(RefusalBody body) {
        return body.title().map(title -> " titled '" + title + "'").orElse("");
    }

    private String agree(RefusalBody body) {
        return "a licence or an application is to be agreed to, once, with a browser: "
                + body.approvalAddress(login).orElseGet(this::approvalPage);
    }

    private String approve() {
        return "if the application '" + APPLICATION + "' is not approved yet, do so at " + approvalPage();
    }

    private String approvalPage() {
        return login + "/approve_app?client_id=" + CLIENT;
    }

    private String newToken() {
        return token.from() + " must be a valid Earthdata token" + ended() + ", make a new one at " + login
                + "/profile under 'Generate Token'";
    }

    private String ended() {
        final Instant now = clock.instant();
        return token.end()
                .filter(end -> end.isBefore(now))
                .map(end -> " (this one ended at " + end + ")")
                .orElse("");
    }

    private static ArchiveException refused(URI first, String how) {
        return new ArchiveException(Reason.REFUSED, Address.print(first) + ": " + how, null);
    }

    /// The archive's fault only if it was shown who we are.
    private static ArchiveException stranger(URI first, URI from, String how) {
        return new ArchiveException(
                Reason.FILE,
                Address.print(first) + ": " + how + "; " + Address.print(from)
                        + " is sent no token and no login is made for it (archive.token-domains)",
                null);
    }
}
