package org.fluxwatch.deploy.osse;

import java.util.Locale;

/// Names of constants in reports: lower case, dashes.
final class Labels {
    private Labels() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
