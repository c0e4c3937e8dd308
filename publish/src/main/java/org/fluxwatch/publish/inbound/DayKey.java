package org.fluxwatch.publish.inbound;

import java.time.LocalDate;

/// One analysis of one day of one domain.
record DayKey(String domain, LocalDate day, int revision) {
    @Override
    public String toString() {
        return domain + " " + day + " revision " + revision;
    }
}
