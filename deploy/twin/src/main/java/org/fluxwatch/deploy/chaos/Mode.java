package org.fluxwatch.deploy.chaos;

import java.util.Locale;

/// How the system is laid out in processes.
public enum Mode {
    /// Broker and services in one.
    STANDALONE,
    /// Broker and each service in one of its own.
    SERVICES;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
