package org.fluxwatch.deploy.chaos;

import java.util.Locale;

/// How the system is laid out in processes.
public enum Mode {
    /// Broker and services in one.
    STANDALONE,
    /// Broker and each service in one of its own.
    SERVICES;

    /// A seed of its own for each, from a common one.
    long seed(long common) {
        return switch (this) {
            case STANDALONE -> 2 * common;
            case SERVICES -> 2 * common + 1;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
