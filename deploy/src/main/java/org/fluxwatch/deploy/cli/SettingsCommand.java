package org.fluxwatch.deploy.cli;

import org.fluxwatch.contract.settings.SettingsLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the annotated reference settings.
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        description = "Print every setting with its meaning, unit and default.")
final class SettingsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().print(SettingsLoader.reference());
        spec.commandLine().getOut().flush();
    }
}
