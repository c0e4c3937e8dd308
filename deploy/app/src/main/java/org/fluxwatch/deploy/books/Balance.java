package org.fluxwatch.deploy.books;

import java.util.List;
import java.util.stream.Stream;

/// The books of a period.
///
/// @param granules by day, sensor, version
/// @param further what does not add up and is of no granule of the ledger, a line each
/// @param deadLetters outstanding, of any topic
public record Balance(List<GranuleBook> granules, List<String> further, int deadLetters) {
    /// All that does not add up, a line each.
    public List<String> problems() {
        return Stream.concat(
                        granules.stream().flatMap(granule -> granule.problems().stream()
                                .map(problem -> granule.granule() + " (" + granule.version() + ") " + problem)),
                        further.stream())
                .toList();
    }

    public boolean balances() {
        return problems().isEmpty();
    }
}
