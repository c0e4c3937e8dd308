package org.fluxwatch.deploy.cli;

import org.fluxwatch.contract.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/// The version of this program.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"fluxwatch " + ProgramVersion.get()};
    }
}
