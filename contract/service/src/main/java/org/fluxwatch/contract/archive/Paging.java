package org.fluxwatch.contract.archive;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.fluxwatch.contract.text.Address;

/// The pages of one search. It ends where the catalogue gives no more way on. A catalogue that gives a way on for ever
/// is found out: by a way that was gone before, by pages without anything new, or by more granules than it says there
/// are. If all of these have come it is taken at its word; if not, the search fails, since what is missing cannot be
/// known.
final class Paging {
    /// Granules of one search; the longest record has some 13,000.
    private static final int MOST = 200_000;

    /// Those revised while the pages are read come again.
    private static final double MORE = 1.5;

    private static final int SOME = 1000;

    /// Pages in a row without anything new.
    private static final int MOST_VAIN = 5;

    private record Revision(String conceptId, int revision) {}

    private final URI query;
    private final Set<Revision> seen = new HashSet<>(); // for membership only
    private final Set<String> ways = new HashSet<>(); // for membership only
    private final List<CmrGranule> granules = new ArrayList<>();
    private final List<RefusedRecord> refused = new ArrayList<>();
    private int vain;

    Paging(URI query) {
        this.query = query;
    }

    /// @param hits granules of the search, where the answer says
    /// @param way to the next page, as the answer has it
    /// @return the way to take; empty: that was all
    Optional<String> next(CmrRecords page, OptionalLong hits, Optional<String> way) throws ArchiveException {
        boolean fresh = !page.refused().isEmpty();
        refused.addAll(page.refused());
        for (CmrGranule granule : page.granules()) {
            if (!seen.add(new Revision(granule.conceptId(), granule.revision()))) continue;
            granules.add(granule);
            fresh = true;
        }
        vain = fresh ? 0 : vain + 1;
        final long most = hits.isPresent() ? (long) (hits.getAsLong() * MORE) + SOME : MOST;
        if (come() > Math.min(most, MOST)) throw endless("gives more", hits);
        if (way.isEmpty()) return way;
        if (ways.add(way.get()) && vain < MOST_VAIN) return way;
        if (hits.isPresent() && come() >= hits.getAsLong()) return Optional.empty();
        throw endless("gives no way on", hits);
    }

    private long come() {
        return granules.size() + (long) refused.size();
    }

    private ArchiveException endless(String what, OptionalLong hits) {
        return new ArchiveException(
                Reason.UNUSABLE_ANSWER,
                Address.print(query) + ": the catalogue " + what + " after " + come() + " granules, expected "
                        + (hits.isPresent() ? hits.getAsLong() + " (CMR-Hits)" : "an end of the pages"),
                null);
    }

    CmrRecords records() {
        return new CmrRecords(granules, refused);
    }
}
