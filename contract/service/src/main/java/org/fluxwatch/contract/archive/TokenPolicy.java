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
        return !isSigned(uri) && (isCatalogue(uri) || isListed(uri));
    }

    private boolean isCatalogue(URI uri) {
        return catalogue.getScheme().equalsIgnoreCase(uri.getScheme())
                && catalogue.getHost().equalsIgnoreCase(uri.getHost())
                && port(catalogue) == port(uri);
    }

    private boolean isListed(URI uri) {
        if (!"https".equalsIgnoreCase(uri.getScheme()) || port(uri) != 443) return false;
        final String host = uri.getHost().toLowerCase(Locale.ROOT);
        return domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) return uri.getPort();
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static boolean isSigned(URI uri) {
        if (uri.getRawQuery() == null) return false;
        for (String parameter : uri.getRawQuery().split("&", -1))
            if (SIGNATURES.contains(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))) return true;
        return false;
    }
}
