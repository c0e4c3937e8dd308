package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.standalone.BrokerEnd;
import org.fluxwatch.deploy.standalone.DataFolder;
import org.fluxwatch.deploy.standalone.Standalone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Everything in one process, with the user's archive.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run broker, ingest, assimilate and publish in one process, until Ctrl-C.")
final class RunCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption;

    @Override
    public Integer call() throws InterruptedException {
        final Settings settings = settingsOption.load();
        settings.requireChosenInputs(settings.domains().keySet());
        DataFolder.hold(settings.dataFolder().resolve("run"));
        Logs.to(Level.INFO, settings.dataFolder(), settings.log().format());
        BrokerEnd.tell(settings.brokerFolder(), System.err, UntilStopped.CANNOT_GO_ON);
        final Standalone standalone = Standalone.start(settings);
        UntilStopped.closeOnStop(
                standalone,
                () -> "stopped ingest, assimilate, publish and broker; `./fluxwatch run` with the same settings goes on"
                        + " from there, with what is in " + settings.dataFolder());
        System.out.printf(
                Locale.ROOT,
                "fluxwatch runs: page http://%s:%d/  ingest :%d  assimilate :%d  kafka %s (login in %s)  files %s%n",
                settings.httpHost(),
                standalone.publish().port(),
                standalone.ingest().port(),
                standalone.assimilate().port(),
                standalone.bootstrapServers(),
                standalone.kafka().loginFile(),
                settings.productsFolder());
        switch (settings.standalone().onFailure()) {
            case EXIT -> {
                return UntilStopped.await(standalone.healths());
            }
            case STAY -> UntilStopped.await();
        }
        return 0;
    }
}
