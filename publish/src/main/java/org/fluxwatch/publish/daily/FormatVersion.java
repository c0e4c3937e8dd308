package org.fluxwatch.publish.daily;

import java.nio.file.Path;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;

/// Of what form a product file is, for those who read only parts of it.
public final class FormatVersion {
    private FormatVersion() {}

    /// @throws InputException when a newer version of fluxwatch has written it
    public static void requireKnown(Path path, ClassicParts file) {
        final double version = file.number(ProductFile.FORMAT).orElse(0);
        if (version > ProductFile.FORMAT_VERSION)
            throw new InputException(path + " is of a newer version of fluxwatch: its format_version is "
                    + (long) version + ", expected " + ProductFile.FORMAT_VERSION + " or less");
    }
}
