package org.fluxwatch.deploy.cli;

import java.util.List;

/// Commands that another jar on the class path brings, such as those of the twin; found by [java.util.ServiceLoader].
public interface MoreCommands {
    /// Annotated commands, in the order in which `--help` lists them.
    List<Object> commands();
}
