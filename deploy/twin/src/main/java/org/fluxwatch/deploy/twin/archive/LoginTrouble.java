package org.fluxwatch.deploy.twin.archive;

/// What stands in the way of one who has the right token, or the right name and password.
public enum LoginTrouble {
    NONE,
    /// The user has not approved the archive's application: back from the login with `error=access_denied`.
    UNAPPROVED,
    /// The same as other hosts tell it: 403, and where to approve.
    EULA,
    /// The login shows a page, with status 200.
    PAGE,
    /// The data host sends a page in place of each file, with status 200.
    PAGE_FOR_FILE,
    /// The token's days are over: 401.
    EXPIRED,
    /// The data host forgets who has logged in.
    NO_SESSION,
    /// The login has too much to do: 429.
    BUSY
}
