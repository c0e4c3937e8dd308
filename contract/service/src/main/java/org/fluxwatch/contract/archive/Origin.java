package org.fluxwatch.contract.archive;

import java.net.URI;
import java.util.Locale;

/// Who is spoken to: scheme, host and port of an address, in lower case.
record Origin(String scheme, String host, int port) {
    /// @param uri of http or https, with a host
    static Origin of(URI uri) {
        final String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        final int usual = scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    boolean covers(URI uri) {
        return equals(of(uri));
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port);
    }
}
