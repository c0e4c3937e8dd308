package org.fluxwatch.publish.daily;

import java.time.LocalDate;
import java.util.Comparator;

/// Which of the products of a period it is: the later day counts, of one day the higher revision.
///
/// @param asOf day of the analysis
/// @param status of a month `final` or such as `open, 23 of 31 days`; of a day empty
public record Edition(LocalDate asOf, int revision, String status) implements Comparable<Edition> {
    static final String FINAL = "final";

    private static final Comparator<Edition> ORDER =
            Comparator.comparing(Edition::asOf).thenComparingInt(Edition::revision);

    public boolean isFinal() {
        return status.equals(FINAL);
    }

    /// Of editions alike in day and revision the order says nothing of their content.
    @Override
    public int compareTo(Edition other) {
        return ORDER.compare(this, other);
    }

    /// Such as `revision 2` or `2019-05-23 revision 0 (open, 23 of 31 days)`.
    @Override
    public String toString() {
        return status.isEmpty() ? "revision " + revision : asOf + " revision " + revision + " (" + status + ")";
    }
}
