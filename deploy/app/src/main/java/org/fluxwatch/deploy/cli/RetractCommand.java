package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.ingest.HandRetraction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// An operator takes a granule back.
@Command(
        name = "retract",
        mixinStandardHelpOptions = true,
        description = {
            "Take back what a published granule brought, in every domain, beside a running ingest.",
            "It comes again only in a newer revision or production. Exits with 1 when there is nothing to take back."
        })
final class RetractCommand implements Callable<Integer> {
    @Mixin
    private SettingsAndBroker where;

    @Parameters(paramLabel = "GRANULE", description = "File name of the granule.")
    private String granule;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.to(Level.ERROR, null);
        return switch (HandRetraction.of(granule, where.load())) {
            case HandRetraction.Retracted done -> {
                spec.commandLine()
                        .getOut()
                        .printf(
                                Locale.ROOT,
                                "%s (%s) is retracted in %s%n",
                                granule,
                                done.granule().version(),
                                String.join(", ", done.domains()));
                yield 0;
            }
            case HandRetraction.Refused refused -> {
                spec.commandLine().getErr().println("fluxwatch: " + refused.why());
                yield 1;
            }
        };
    }
}
