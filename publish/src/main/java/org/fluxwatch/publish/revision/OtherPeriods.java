package org.fluxwatch.publish.revision;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis.Granule;
import org.fluxwatch.publish.daily.Basis;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.revision.RevisionChange.OtherPeriod;

/// Other days or months that two editions rest on with other granules, by their bases. Which granules those were is
/// found in the files of these periods, of now or kept, whose granules have the digest of the basis.
final class OtherPeriods {
    private final ProductFolder folder;

    OtherPeriods(ProductFolder folder) {
        this.folder = folder;
    }

    /// @param own the period of both editions, which is left out
    List<OtherPeriod> of(AnalysedDomain analysed, LocalDate own, Basis before, Basis after) throws IOException {
        final List<OtherPeriod> others = new ArrayList<>();
        if (before.equals(Basis.UNKNOWN) || after.equals(Basis.UNKNOWN)) return others;
        final Map<LocalDate, String> was = before.digests();
        final Map<LocalDate, String> is = after.digests();
        final TreeSet<LocalDate> periods = new TreeSet<>(is.keySet());
        periods.retainAll(was.keySet());
        periods.remove(own);
        for (LocalDate begin : periods) {
            final String digestBefore = was.getOrDefault(begin, Basis.MISSING);
            final String digestAfter = is.getOrDefault(begin, Basis.MISSING);
            if (!digestAfter.equals(digestBefore)) others.add(changed(analysed, begin, digestBefore, digestAfter));
        }
        for (LocalDate begin : is.keySet())
            if (begin.isAfter(own) && !was.containsKey(begin))
                others.add(new OtherPeriod(begin, true, true, List.of()));
        return others;
    }

    private OtherPeriod changed(AnalysedDomain analysed, LocalDate begin, String was, String is) throws IOException {
        final Optional<List<Granule>> before = granules(analysed, begin, was);
        final Optional<List<Granule>> after = granules(analysed, begin, is);
        if (before.isEmpty() || after.isEmpty()) return new OtherPeriod(begin, false, false, List.of());
        return new OtherPeriod(begin, false, true, GranuleChanges.of(before.get(), after.get()));
    }

    private Optional<List<Granule>> granules(AnalysedDomain analysed, LocalDate begin, String digest)
            throws IOException {
        return Origin.find(folder, analysed, begin, digest).map(Origin::granules);
    }
}
