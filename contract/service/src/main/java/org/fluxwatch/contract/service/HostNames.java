package org.fluxwatch.contract.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names by which a service may be asked, those in the header `Host`. A page from elsewhere can have its own name
/// lead to this machine (DNS rebinding) and read what is here through its visitor's browser; but the browser then says
/// that name.
///
/// Always allowed are `localhost`, the loopback addresses, the address bound to, and the names of the settings. A
/// server that is bound to more than loopback is also asked by its machine's name and by any address: a container's or
/// a mapped one, which it cannot know and which no name can be rebound to.
final class HostNames {
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::\\d{1,5})?");

    private final Set<String> names = new TreeSet<>(Set.of("localhost"));
    private final boolean anyAddress;

    HostNames(InetAddress bound, Collection<String> configured) {
        anyAddress = !bound.isLoopbackAddress();
        for (String name : configured) names.add(canonical(name));
        if (anyAddress) addMachine();
    }

    private void addMachine() {
        try {
            names.add(canonical(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException e) {
            // a machine whose name no resolver knows is not asked by it
        }
    }

    /// @param authority name or address, with or without a port; null: none
    boolean allow(String authority) {
        if (authority == null) return false;
        final Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) return false;
        final String host = canonical(matcher.group(1));
        return names.contains(host) || allowsAddress(host);
    }

    private boolean allowsAddress(String host) {
        try {
            final InetAddress address = InetAddress.ofLiteral(unbracketed(host));
            return anyAddress || address.isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String canonical(String name) {
        final String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
