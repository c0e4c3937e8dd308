package org.fluxwatch.contract.archive;

import java.time.Instant;
import java.util.List;

/// A granule as the catalogue lists it.
///
/// @param conceptId CMR's name of the granule, which all its revisions share
/// @param collectionId CMR's name of its collection, empty where the answer does not say
/// @param revised when this revision was made
/// @param revision 0 to [org.fluxwatch.contract.record.GranuleVersion#GREATEST_REVISION]
/// @param granuleUr `<short name>.<version>:<file name>` at GES DISC
/// @param files its netCDF downloads, as they come
public record CmrGranule(
        String conceptId, String collectionId, int revision, Instant revised, String granuleUr, List<File> files) {
    public CmrGranule {
        files = List.copyOf(files);
    }

    /// @param name the last part of the address, which any file may be called
    public record File(String name, GranuleSource.Remote source) {}
}
