package org.fluxwatch.deploy.twin.archive;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A search for collections: those of the archive's granules, and a few that may have none.
///
/// @param parameters by name
record CollectionQuery(Map<String, String> parameters) {
    private static final Set<String> KNOWN = Set.of("short_name", "version", "provider", "page_size");

    /// @param rawQuery as it stands after the question mark, may be null
    static CollectionQuery parse(String rawQuery) throws CatalogueQuery.Refused {
        return new CollectionQuery(CatalogueQuery.parameters(rawQuery, KNOWN));
    }

    /// @param granules all that there are, and that there were
    List<Collection> of(Stream<ArchivedGranule> granules) {
        return Stream.concat(granules.map(ArchivedGranule::collection), Collection.usual().stream())
                .distinct()
                .filter(collection -> CatalogueQuery.is(parameters, "short_name", collection.shortName())
                        && CatalogueQuery.is(parameters, "version", collection.version())
                        && CatalogueQuery.is(parameters, "provider", "GES_DISC"))
                .sorted(Comparator.comparing(Collection::shortName).thenComparing(Collection::version))
                .toList();
    }
}
