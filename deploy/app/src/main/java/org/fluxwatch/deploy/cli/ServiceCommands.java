package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.deploy.standalone.BrokerEnd;
import org.fluxwatch.deploy.standalone.DataFolder;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.ingest.IngestService;
import org.fluxwatch.publish.PublishService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Each service alone, against any Kafka, and a broker alone for who has none.
final class ServiceCommands {
    private ServiceCommands() {}

    record Running(int port, Health health) {}

    abstract static class Service implements Callable<Integer> {
        @Mixin
        private SettingsOption settingsOption;

        /// Refuses settings that the service cannot be run with, before anything of it is on the disk.
        void check(Settings settings) {}

        /// Starts the service.
        abstract Running start(Settings settings);

        abstract String name();

        String stopped() {
            return "stopped " + name() + "; `./fluxwatch " + name() + "` with the same settings goes on from there";
        }

        @Override
        public Integer call() {
            final Settings settings = settingsOption.load();
            check(settings);
            final Path own = settings.dataFolder().resolve(name() + "-service");
            DataFolder.hold(own);
            Logs.to(Level.INFO, own, settings.log().format());
            final Running running = start(settings);
            System.out.printf(
                    Locale.ROOT,
                    "fluxwatch %s runs: http://%s:%d/health/ready  kafka %s%n",
                    name(),
                    settings.httpHost(),
                    running.port(),
                    settings.kafka().bootstrapServers());
            return UntilStopped.await(Map.of(name(), running.health()));
        }
    }

    @Command(name = "ingest", mixinStandardHelpOptions = true, description = "Run ingest alone: archive to Kafka.")
    static final class Ingest extends Service {
        @Override
        String name() {
            return "ingest";
        }

        @Override
        Running start(Settings settings) {
            final IngestService service = new IngestService(settings);
            UntilStopped.closeOnStop(service, this::stopped);
            service.start();
            return new Running(service.port(), service.health());
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
        void check(Settings settings) {
            settings.requireChosenInputs(settings.domains().keySet());
        }

        @Override
        Running start(Settings settings) {
            final AssimilateService service = new AssimilateService(settings);
            UntilStopped.closeOnStop(service, this::stopped);
            service.start();
            return new Running(service.port(), service.health());
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
        Running start(Settings settings) {
            final PublishService service = new PublishService(settings);
            UntilStopped.closeOnStop(service, this::stopped);
            service.start();
            return new Running(service.port(), service.health());
        }
    }

    @Command(
            name = "broker",
            mixinStandardHelpOptions = true,
            description = {
                "Run a Kafka broker alone, for services on this machine and no Kafka of their own.",
                "It listens at kafka.bootstrap-servers, which must be a port of this machine's loopback address."
            })
    static final class Broker implements Callable<Integer> {
        private static final Pattern HERE = Pattern.compile("(?:127\\.0\\.0\\.1|localhost):(\\d+)");

        @Mixin
        private SettingsOption settingsOption;

        @Override
        public Integer call() throws InterruptedException {
            final Settings settings = settingsOption.load();
            final int port = port(settings.kafka());
            final Path own = settings.dataFolder().resolve("broker-service");
            DataFolder.hold(own);
            Logs.to(Level.INFO, own, settings.log().format());
            BrokerEnd.tell(settings.brokerFolder(), System.err, UntilStopped.CANNOT_GO_ON);
            final EmbeddedBroker broker = EmbeddedBroker.start(settings.brokerFolder(), port);
            UntilStopped.closeOnStop(
                    broker,
                    () ->
                            "stopped the broker; the services wait for it, and `./fluxwatch broker` with the same settings"
                                    + " goes on with what is in " + settings.brokerFolder());
            System.out.printf(
                    Locale.ROOT,
                    "fluxwatch broker runs: kafka %s (login in %s)%n",
                    broker.bootstrapServers(),
                    broker.settings().loginFile());
            UntilStopped.await();
            return 0;
        }

        private static int port(KafkaSettings kafka) {
            final Matcher here = HERE.matcher(kafka.bootstrapServers());
            if (!here.matches())
                throw new SettingsException(
                        "kafka.bootstrap-servers is " + kafka.bootstrapServers()
                                + ", expected 127.0.0.1:PORT for a broker on this machine",
                        null);
            return Integer.parseInt(here.group(1));
        }
    }
}
