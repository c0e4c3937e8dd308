package org.fluxwatch.deploy.twin.archive;

/// How the catalogue misbehaves for a while.
public enum Hostility {
    /// 503.
    UNAVAILABLE,
    /// 429, to come again in a second.
    TOO_MANY,
    /// 200 with an HTML page.
    HTML_PAGE,
    /// Half of the granules, with the header that says that time has run out.
    PARTIAL,
    /// JSON that says nothing of granules.
    NO_LIST,
    /// The same `CMR-Search-After` with every page, so that there is no last one.
    ENDLESS_PAGES,
    /// Redirects to itself.
    REDIRECT_LOOP,
    /// A redirect to an address that is none.
    REDIRECT_NOWHERE,
    /// Ends after half of the bytes announced.
    BREAKING_OFF,
    /// Beside the good records some with a blank in the address, a scheme of their own, an impossible revision, no
    /// date.
    FLAWED_RECORDS
}
