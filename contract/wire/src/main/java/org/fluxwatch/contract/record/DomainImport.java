package org.fluxwatch.contract.record;

import java.time.LocalDate;

/// The domain forgets everything and goes on from a checkpoint that was brought from elsewhere. Observations of the
/// days from there on follow anew, up to a [DomainFilled]; until then no day is closed.
///
/// @param day first day not analysed there
/// @param writtenMs time stamp of the checkpoint's records on the topic `checkpoints`, by which they are found
/// @param parts how many they are
/// @param revisions changes of closed days that the domain has seen there, which number its revisions
@SinceSchema(2)
public record DomainImport(String domain, LocalDate day, long writtenMs, int parts, int revisions)
        implements DomainOrder {
    public DomainImport {
        if (parts < 1) throw new IllegalArgumentException("import of " + domain + " has " + parts + " parts");
        if (revisions < 0) throw new IllegalArgumentException("import of " + domain + " has revisions " + revisions);
    }
}
