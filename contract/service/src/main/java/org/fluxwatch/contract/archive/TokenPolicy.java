package org.fluxwatch.contract.archive;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which addresses are sent the bearer token: the configured catalogue's own scheme, host and port, and https on port
/// 443 of the hosts of listed domains, whether the catalogue or a redirect named them. None that is signed already: it
/// refuses a second way of authentication.
///
/// @param domains a domain stands for itself and all below it
record TokenPolicy(URI catalogue, List<String> domains) {
    /// Parameters that sign an address, in lower case: of S3 (two versions) and of CloudFront.
    private static final Set<String> SIGNATURES = Set.of("x-amz-signature", "x-amz-credential", "signature");

    boolean covers(URI uri) {
        return !isSigned(uri) && (Origin.of(catalogue).covers(uri) || isListed(uri));
    }

    private boolean isListed(URI uri) {
        final Origin origin = Origin.of(uri);
        if (!origin.scheme().equals("https") || origin.port() != 443) return false;
        final String host = origin.host();
        return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static boolean isSigned(URI uri) {
        if (uri.getRawQuery() == null) return false;
        for (String parameter : uri.getRawQuery().split("&", -1))
            if (SIGNATURES.contains(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))) return true;
        return false;
    }
}
