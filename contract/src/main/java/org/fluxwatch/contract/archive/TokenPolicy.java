package org.fluxwatch.contract.archive;

import java.net.URI;
import java.util.Optional;

/// Which requests carry the bearer token: those to the host that the catalogue named, if it is the catalogue's own
/// host or an https host of its domain (the last two labels, nasa.gov). A redirect to another host drops it: a
/// pre-signed address refuses a second way of authentication, and a stranger must not see it.
record TokenPolicy(URI catalogue, String token) {
    /// @param first the address the catalogue gave
    /// @param now the address about to be asked
    Optional<String> authorization(URI first, URI now) {
        final boolean sameOrigin = first.getHost() != null
                && first.getHost().equalsIgnoreCase(now.getHost())
                && first.getPort() == now.getPort()
                && first.getScheme().equals(now.getScheme());
        return !token.isEmpty() && sameOrigin && trusts(now) ? Optional.of("Bearer " + token) : Optional.empty();
    }

    private boolean trusts(URI uri) {
        final String own = catalogue.getHost();
        final String host = uri.getHost();
        if (own.equalsIgnoreCase(host)) return true;
        return uri.getScheme().equals("https")
                && domain(own).isPresent()
                && domain(own).equals(domain(host));
    }

    /// The last two labels of a host name; empty for a plain name or a numeric address.
    private static Optional<String> domain(String host) {
        final String[] labels = host.toLowerCase(java.util.Locale.ROOT).split("\\.");
        final boolean named = labels.length >= 2 && !labels[labels.length - 1].matches("\\d+");
        return named ? Optional.of(labels[labels.length - 2] + "." + labels[labels.length - 1]) : Optional.empty();
    }
}
