package org.fluxwatch.deploy.twin.archive;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A search for deleted granules. CMR takes one start date, no range, and refuses one more than a year back.
///
/// @param parameters by name
/// @param since earliest deletion, itself included
record DeletionQuery(Map<String, String> parameters, Instant since) {
    private static final Set<String> KNOWN = Set.of("provider", "parent_collection_id", "revision_date");
    private static final Duration YEAR = Duration.ofDays(366);

    /// @param rawQuery as it stands after the question mark, may be null
    static DeletionQuery parse(String rawQuery, Instant now) throws CatalogueQuery.Refused {
        final Map<String, String> parameters = CatalogueQuery.parameters(rawQuery, KNOWN);
        final String since = parameters.getOrDefault("revision_date", "");
        try {
            final Instant from = Instant.parse(since);
            if (!from.isBefore(now.minus(YEAR))) return new DeletionQuery(parameters, from);
        } catch (DateTimeException e) {
            throw refused(since);
        }
        throw refused(since);
    }

    private static CatalogueQuery.Refused refused(String since) {
        return new CatalogueQuery.Refused(
                "Revision date should be a valid datetime in the past year, but was [" + since + "]");
    }

    List<ArchivedGranule> of(List<ArchivedGranule> deleted) {
        return deleted.stream()
                .filter(granule -> CatalogueQuery.is(parameters, "provider", "GES_DISC"))
                .filter(granule -> CatalogueQuery.is(
                        parameters, "parent_collection_id", granule.collection().conceptId()))
                .filter(granule -> !granule.revisionDate().isBefore(since))
                .sorted(Comparator.comparing(ArchivedGranule::revisionDate)
                        .reversed()
                        .thenComparing(ArchivedGranule::name))
                .toList();
    }
}
