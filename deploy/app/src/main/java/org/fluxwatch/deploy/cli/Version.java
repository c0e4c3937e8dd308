package org.fluxwatch.deploy.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that stands in the jar's manifest.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "fluxwatch "
                    + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                            .orElse("(not from a jar)")
        };
    }
}
