package org.fluxwatch.assimilate.inversion.particles;

/// Draws from a discrete distribution with one look at a table: of n equally likely slots, each holds its own outcome
/// and one other.
/// ```
/// word = threshold << 5 | other      own outcome where the fraction of 2^32 that is left lies below the threshold
/// ```
/// Source: Vose (1991), IEEE Trans. Softw. Eng. 17, 972-975. A probability is off by 2^-28 at most.
final class AliasTable {
    /// Outcomes that a word has room for.
    static final int MOST = 32;

    private static final int OTHER = MOST - 1;

    private final double[] left;
    private final int[] small;
    private final int[] large;

    /// Work space for n outcomes.
    AliasTable(int n) {
        left = new double[n];
        small = new int[n];
        large = new int[n];
    }

    /// @param p probabilities, sum 1; of outcome j at `first + j`
    /// @param words receives the table `[n]`
    void fill(double[] p, int first, int[] words) {
        final int n = left.length;
        int smalls = 0;
        int larges = 0;
        for (int j = 0; j < n; j++) {
            left[j] = p[first + j] * n;
            if (left[j] < 1) small[smalls++] = j;
            else large[larges++] = j;
        }
        while (smalls > 0 && larges > 0) {
            final int own = small[--smalls];
            final int other = large[larges - 1];
            words[own] = word(left[own], other);
            left[other] -= 1 - left[own];
            if (left[other] < 1) {
                larges--;
                small[smalls++] = other;
            }
        }
        while (larges > 0) words[large[--larges]] = large[larges];
        while (smalls > 0) words[small[--smalls]] = small[smalls]; // 1 but for rounding
    }

    private static int word(double share, int other) {
        final long threshold = Math.min(Math.round(share * (1L << 27)), (1L << 27) - 1);
        return (int) (threshold << 5) | other;
    }

    /// @param fraction what is left of the random number, as an unsigned fraction of 2^32
    static int outcome(int word, int slot, int fraction) {
        final int other = word & OTHER;
        final long below = (fraction & 0xffff_ffffL) - (word & ~OTHER & 0xffff_ffffL);
        return other ^ (slot ^ other) & (int) (below >> 63); // no branch, which would be mispredicted
    }

    /// The probabilities that a table draws with, added to p.
    static void probabilities(int[] words, double[] p, int first) {
        final int n = words.length;
        for (int slot = 0; slot < n; slot++) {
            final double own = (words[slot] >>> 5) / (double) (1 << 27);
            p[first + slot] += own / n;
            p[first + (words[slot] & OTHER)] += (1 - own) / n;
        }
    }
}
