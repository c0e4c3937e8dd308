package org.fluxwatch.publish.totals;

/// Statistics over members, with N - 1.
public final class Members {
    private Members() {}

    /// NaN for fewer than two.
    public static double spread(double[] members) {
        return Math.sqrt(covariance(members, members));
    }

    /// @param one `[N]`
    /// @param other `[N]`
    /// @return NaN for fewer than two, and where their numbers differ
    public static double covariance(double[] one, double[] other) {
        if (one.length < 2 || one.length != other.length) return Double.NaN;
        final double meanOfOne = mean(one);
        final double meanOfOther = mean(other);
        double sum = 0;
        for (int n = 0; n < one.length; n++) sum += (one[n] - meanOfOne) * (other[n] - meanOfOther);
        return sum / (one.length - 1);
    }

    private static double mean(double[] members) {
        double sum = 0;
        for (double member : members) sum += member;
        return sum / members.length;
    }
}
