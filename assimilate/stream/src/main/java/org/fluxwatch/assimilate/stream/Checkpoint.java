package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;

/// Where a domain can go back to.
///
/// @param day first day not analysed there
/// @param writtenMs time stamp of its records on the topic `checkpoints`, by which they are found
/// @param parts how many there are; 0: none, the domain's first day, whose state is made anew
record Checkpoint(LocalDate day, long writtenMs, int parts) {
    static Checkpoint beginning(LocalDate start) {
        return new Checkpoint(start, 0, 0);
    }

    String key(String domain, int part) {
        return domain + "/" + day + "/" + String.format(java.util.Locale.ROOT, "%05d", part);
    }
}
