package org.fluxwatch.contract.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Sha256;

/// How an instance of a service is called: by the group instance id that the operator gave Kafka's client, otherwise by
/// its machine and its data folder, which no second process can have. So it has the same name after a restart, and
/// is not taken for another beside one that has died.
final class InstanceName {
    private static final String GIVEN = "group.instance.id";
    private static final int DIGITS = 8;

    private InstanceName() {}

    static String of(Settings settings) {
        final String given = settings.kafka().client().getOrDefault(GIVEN, "");
        return clean(given.isBlank() ? of(host(), settings) : given);
    }

    static String of(String host, Settings settings) {
        final String folder = settings.dataFolder().toAbsolutePath().normalize().toString();
        return clean(host) + "-"
                + Sha256.hex(folder.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /// What labels of metrics and keys of records take.
    private static String clean(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static String host() {
        final String named = System.getenv("HOSTNAME");
        if (named != null && !named.isBlank()) return named;
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // of a machine that does not know its own name
        }
    }
}
