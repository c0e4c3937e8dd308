package org.fluxwatch.publish.inbound;

import java.util.Locale;
import org.fluxwatch.contract.record.AnalysedDomain;

/// Told of each record and each day; the counters stand behind it.
public interface InboundEvents {
    /// What became of a day; also a metric label.
    enum DayOutcome {
        PUBLISHED,
        /// Its file was there, with the same content.
        UNCHANGED,
        /// A higher revision of the day was there, or a later day of its month.
        SUPERSEDED,
        /// Records of it were lost.
        INCOMPLETE,
        /// It cannot be made a file.
        UNWRITABLE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void read(String topic);

    void rejected(String topic, Rejection reason);

    void day(AnalysedDomain analysed, DayOutcome outcome);
}
