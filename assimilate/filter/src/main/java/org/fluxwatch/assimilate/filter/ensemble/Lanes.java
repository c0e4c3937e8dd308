package org.fluxwatch.assimilate.filter.ensemble;

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

    /// The values of one lane.
    ///
    /// @param values `[cells * stride]`
    public float[] lane(float[] values, int lane) {
        final float[] cells = new float[values.length / stride()];
        for (int c = 0; c < cells.length; c++) cells[c] = values[c * stride() + lane];
        return cells;
    }

    /// Mean over members, summed in lane order.
    ///
    /// @param values lane 0 is at the offset
    public double mean(double[] values, int offset) {
        double sum = 0;
        for (int n = 0; n < members; n++) sum += values[offset + n];
        return sum / members;
    }

    /// The same of floats, summed in double.
    public double mean(float[] values, int offset) {
        double sum = 0;
        for (int n = 0; n < members; n++) sum += values[offset + n];
        return sum / members;
    }

    /// Standard deviation over members, N - 1.
    public double spread(double[] values, int offset) {
        final double mean = mean(values, offset);
        double squares = 0;
        for (int n = 0; n < members; n++) squares += (values[offset + n] - mean) * (values[offset + n] - mean);
        return Math.sqrt(squares / (members - 1));
    }

    /// The same of floats, summed in double.
    public double spread(float[] values, int offset) {
        final double mean = mean(values, offset);
        double squares = 0;
        for (int n = 0; n < members; n++) squares += (values[offset + n] - mean) * (values[offset + n] - mean);
        return Math.sqrt(squares / (members - 1));
    }
}
