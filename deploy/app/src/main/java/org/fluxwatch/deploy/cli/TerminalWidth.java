package org.fluxwatch.deploy.cli;

import picocli.CommandLine.Model.CommandSpec;

/// How wide the terminal is.
public final class TerminalWidth {
    private TerminalWidth() {}

    /// Characters; 80 where it cannot be known.
    public static int of(CommandSpec spec) {
        return spec.usageMessage().autoWidth(true).width();
    }
}
