package org.fluxwatch.assimilate.ensemble;

/// Who sits where in the innermost dimension: members 0 to N - 1, then the control lane (prior flux), then the forecast
/// lane (analysed flux, concentrations never assimilated), then padding to a multiple of 16 floats.
///
/// @param members N
public record Lanes(int members) {
    private static final int PADDING = 16;

    public Lanes {
        if (members < 1) throw new IllegalArgumentException("members is " + members + ", expected 1 or more");
    }

    /// CTRL: prior flux, never assimilated.
    public int control() {
        return members;
    }

    /// FC: analysed flux, concentrations never assimilated.
    public int forecast() {
        return members + 1;
    }

    /// Lanes in use.
    public int used() {
        return members + 2;
    }

    /// Floats from one element to the next.
    public int stride() {
        return (used() + PADDING - 1) / PADDING * PADDING;
    }
}
