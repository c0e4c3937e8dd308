package org.fluxwatch.publish.daily;

import java.nio.file.Path;

/// Files beside a product's own, which are written before it: where all are of one analysis, all are whole.
public enum Companion {
    /// Observations, and what was made of them.
    OBSERVATIONS("_obs"),
    /// Natural flux, hour by hour.
    HOURLY("_hourly"),
    /// Natural flux by member.
    MEMBERS("_members");

    private final String mark;

    Companion(String mark) {
        this.mark = mark;
    }

    /// Such as `fluxwatch_east-asia_filter_obs_20190501.nc` beside `fluxwatch_east-asia_filter_20190501.nc`.
    public Path beside(Path product) {
        final String name = product.getFileName().toString();
        final int period = name.lastIndexOf('_');
        return product.resolveSibling(name.substring(0, period) + mark + name.substring(period));
    }

    /// @param kind `obs`, `hourly` or `members`
    /// @throws IllegalArgumentException when there is no such kind
    static Companion of(String kind) {
        for (Companion companion : values()) if (companion.mark.equals("_" + kind)) return companion;
        throw new IllegalArgumentException("kind is '" + kind + "', expected obs, hourly or members");
    }

    /// The name of the product that a file of this name would be beside; the name itself when it is of none.
    static String productName(String name) {
        final int period = name.lastIndexOf('_');
        for (Companion companion : values())
            if (period >= 0 && name.startsWith(companion.mark, period - companion.mark.length()))
                return name.substring(0, period - companion.mark.length()) + name.substring(period);
        return name;
    }
}
