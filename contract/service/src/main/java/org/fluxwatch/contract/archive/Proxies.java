package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;

/// The proxies that the environment names, as curl and most programs understand it:
/// ```
/// HTTPS_PROXY, HTTP_PROXY    by the address's scheme; where not set, ALL_PROXY: http://[user:password@]host[:port]
/// NO_PROXY                   hosts that are asked directly: a name stands for all below it; host:port; * for all
/// ```
/// Each may be written in lower case, which comes first. This machine itself is always asked directly.
/// A proxy of https gets user and password only where the JVM was started with an empty
/// `jdk.http.auth.tunneling.disabledSchemes`, as `./fluxwatch` does.
final class Proxies extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);
    private static final int DEFAULT_PORT = 80;

    /// @param variable that names it
    /// @param authorization of its user, empty where it takes any
    record Named(String variable, String host, int port, Optional<String> authorization) {
        @Override
        public String toString() {
            return "the proxy " + host + ":" + port + " (" + variable + ")";
        }
    }

    private record Setting(String variable, String value) {}

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// The proxy through which an address is asked.
    ///
    /// @return empty: directly
    /// @throws ArchiveException when the environment names one that cannot be used
    Optional<Named> of(URI uri) throws ArchiveException {
        if (isDirect(uri)) return Optional.empty();
        final Optional<Setting> setting = setting(
                        "https".equalsIgnoreCase(uri.getScheme()) ? "https_proxy" : "http_proxy")
                .or(() -> setting("all_proxy"));
        return setting.isEmpty() ? Optional.empty() : Optional.of(named(setting.get()));
    }

    private Optional<Setting> setting(String variable) {
        for (String name : List.of(variable, variable.toUpperCase(Locale.ROOT))) {
            final String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) return Optional.of(new Setting(name, value));
        }
        return Optional.empty();
    }

    private static Named named(Setting setting) throws ArchiveException {
        final String address = setting.value().contains("://") ? setting.value() : "http://" + setting.value();
        try {
            final URI uri = new URI(address);
            if ("http".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() <= 65_535)
                return new Named(
                        setting.variable(),
                        uri.getHost(),
                        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                        Optional.ofNullable(uri.getUserInfo()).map(Proxies::basic));
        } catch (URISyntaxException e) {
            // told below, without what the address may hold of secrets
        }
        throw new ArchiveException(
                Reason.UNREACHABLE,
                setting.variable() + " is '" + Address.print(address) + "', expected http://host:port",
                null);
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isDirect(URI uri) {
        if (Address.isLoopback(uri)) return true;
        final String host = Origin.of(uri).host();
        final int port = Origin.of(uri).port();
        final String hosts = setting("no_proxy").map(Setting::value).orElse("");
        for (String entry : hosts.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            final String name = entry.replaceFirst("^\\*?\\.", "").replaceFirst(":" + port + "$", "");
            if (entry.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) return true;
        }
        return false;
    }

    @Override
    public List<Proxy> select(URI uri) {
        try {
            return of(uri).map(named -> List.of(
                            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(named.host(), named.port()))))
                    .orElse(DIRECT);
        } catch (ArchiveException e) {
            throw new IllegalArgumentException(e.getMessage(), e); // of() was asked before, and told
        }
    }

    /// The request that failed tells of it.
    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException trouble) {}
}
