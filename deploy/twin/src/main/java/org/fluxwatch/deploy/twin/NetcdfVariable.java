package org.fluxwatch.deploy.twin;

import java.util.List;
import java.util.Map;

/// A variable of a netCDF-4 file.
///
/// @param path name, with its group before a slash if it is not in the root group
/// @param dimensions names of its dimensions
/// @param values row by row
/// @param missing one value of the same type that means none, written as `missing_value`
/// @param attributes texts, in the order they are written
public record NetcdfVariable(
        String path, List<String> dimensions, Values values, Values missing, Map<String, String> attributes) {
    /// A variable named like its one dimension gives the dimension its size.
    boolean coordinate() {
        return dimensions.size() == 1 && dimensions.getFirst().equals(path);
    }
}
