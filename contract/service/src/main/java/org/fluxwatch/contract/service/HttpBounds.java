package org.fluxwatch.contract.service;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;

/// Bounds of the JDK's HTTP server, so that no client can use up what the rest of the process needs. They are system
/// properties, which hold for all servers of a JVM and are read when the first of them is made; one that is given on
/// the command line stays.
/// ```
/// connections of a server    an eighth of the files that the process may open, 64 to 4,000; more are closed at once
/// a request                  10 s from its first byte to its last; also until the first byte comes
/// an answer                  120 s
/// a request's head           16 KiB
/// ```
/// Three servers in one process so leave more than half of its files to the broker.
public final class HttpBounds {
    private static final Map<String, String> BOUNDS = Map.of(
            "jdk.httpserver.maxConnections", Long.toString(connections()),
            "sun.net.httpserver.maxReqTime", "10", // s
            "sun.net.httpserver.maxRspTime", "120", // s
            "sun.net.httpserver.clockTick", "1000", // ms between two looks for connections on which nothing comes
            "sun.net.httpserver.maxReqHeaderSize", "16384", // bytes
            "sun.net.httpserver.nodelay", "true");

    private HttpBounds() {}

    /// To be called before the first server of a JVM is made.
    public static void set() {
        BOUNDS.forEach((name, value) -> {
            if (System.getProperty(name) == null) System.setProperty(name, value);
        });
    }

    /// Greatest number of connections that a server of this process may have open.
    public static long connections() {
        return Math.clamp(files() / 8, 64, 4_000);
    }

    private static long files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
