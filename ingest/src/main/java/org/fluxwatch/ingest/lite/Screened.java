package org.fluxwatch.ingest.lite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.StandIn;

/// What the screen made of a file.
public sealed interface Screened {
    /// Soundings in the file.
    int soundings();

    /// @param accepted in file order
    /// @param rejected by reason label; with `accepted` they add up to `soundings`
    record Usable(int soundings, List<Sounding> accepted, Map<String, Integer> rejected, Set<StandIn> standIns)
            implements Screened {}

    /// @param reason one line that names all variables the file lacks
    record Unusable(int soundings, String reason) implements Screened {}

    /// @param rejected by reason label
    /// @param reason one line that says what the file holds and what its name promised, or that most of it cannot
    /// be
    record OtherContent(int soundings, Map<String, Integer> rejected, String reason) implements Screened {}
}
