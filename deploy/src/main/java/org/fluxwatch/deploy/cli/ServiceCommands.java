package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.fluxwatch.assimilate.stream.AssimilateService;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.standalone.DataFolder;
import org.fluxwatch.ingest.IngestService;
import org.fluxwatch.publish.PublishService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Each service alone, against any Kafka.
final class ServiceCommands {
    private ServiceCommands() {}

    private abstract static class Service implements Callable<Integer> {
        @Mixin
        private SettingsOption settingsOption;

        /// Starts the service and gives its port.
        abstract int start(Settings settings);

        abstract String name();

        @Override
        public Integer call() throws InterruptedException {
            final Settings settings = settingsOption.load();
            final Path own = settings.dataFolder().resolve(name() + "-service");
            DataFolder.hold(own);
            Logs.to(Level.INFO, own);
            final int port = start(settings);
            System.out.printf(
                    "fluxwatch %s runs: http://%s:%d/health/ready  kafka %s%n",
                    name(), settings.httpHost(), port, settings.kafka().bootstrapServers());
            UntilStopped.await();
            return 0;
        }
    }

    @Command(name = "ingest", mixinStandardHelpOptions = true, description = "Run ingest alone: archive to Kafka.")
    static final class Ingest extends Service {
        @Override
        String name() {
            return "ingest";
        }

        @Override
        int start(Settings settings) {
            final IngestService service = new IngestService(settings);
            UntilStopped.closeOnStop(service);
            service.start();
            return service.port();
        }
    }

    @Command(
            name = "assimilate",
            mixinStandardHelpOptions = true,
            description = "Run assimilate alone: observations to analyses, both on Kafka.")
    static final class Assimilate extends Service {
        @Override
        String name() {
            return "assimilate";
        }

        @Override
        int start(Settings settings) {
            final AssimilateService service = new AssimilateService(settings);
            UntilStopped.closeOnStop(service);
            service.start();
            return service.port();
        }
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description = "Run publish alone: analyses from Kafka to files, metrics and the page.")
    static final class Publish extends Service {
        @Override
        String name() {
            return "publish";
        }

        @Override
        int start(Settings settings) {
            final PublishService service = new PublishService(settings);
            UntilStopped.closeOnStop(service);
            service.start();
            return service.port();
        }
    }
}
