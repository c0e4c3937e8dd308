package org.fluxwatch.deploy.commands;

import java.util.List;
import org.fluxwatch.deploy.cli.MoreCommands;

/// What needs the invented world: none of it is on a service's class path.
public final class TwinCommands implements MoreCommands {
    @Override
    public List<Object> commands() {
        return List.of(
                new DemoCommand(), new TwinCommand(), new ArchiveCommand(), new SampleCommand(), new BenchCommand());
    }
}
