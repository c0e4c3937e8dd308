package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.fluxwatch.assimilate.service.DomainSystems;
import org.fluxwatch.assimilate.stream.DomainRescue;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.rescue.StateFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What an operator does to a domain from outside, whether or not the service runs.
final class RescueCommands {
    private RescueCommands() {}

    abstract static class Rescue implements Callable<Integer> {
        @Mixin
        private SettingsAndBroker where;

        @Option(names = "--domain", required = true, paramLabel = "NAME", description = "The domain.")
        String domain;

        @Spec
        private CommandSpec spec;

        abstract void act(DomainRescue rescue, PrintWriter out) throws IOException;

        /// On a cluster that has nothing yet.
        void prepare(KafkaSettings kafka) throws InterruptedException {}

        @Override
        public Integer call() throws IOException, InterruptedException {
            Logs.to(Level.ERROR, null);
            final Settings settings = where.load();
            prepare(settings.kafka());
            try (DomainRescue rescue = new DomainSystems(settings).rescue(domain, System::currentTimeMillis)) {
                act(rescue, spec.commandLine().getOut());
                spec.commandLine().getOut().flush();
                return 0;
            } catch (KafkaException e) {
                throw new IllegalStateException(
                        "Kafka at " + settings.kafka().bootstrapServers() + ": " + e.getMessage(), e);
            }
        }
    }

    @Command(
            name = "export-state",
            mixinStandardHelpOptions = true,
            description = "Write a domain's newest checkpoint to a netCDF file.")
    static final class Export extends Rescue {
        @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file.")
        private Path file;

        @Option(
                names = "--day",
                paramLabel = "YYYY-MM-DD",
                description = "The checkpoint at the first midnight of this day instead of the newest.")
        private LocalDate day;

        @Override
        void act(DomainRescue rescue, PrintWriter out) throws IOException {
            final DomainState state = rescue.export(Optional.ofNullable(day));
            StateFile.write(state, file);
            out.printf(
                    Locale.ROOT,
                    "%s: domain %s at the beginning of %s, %s %s%n",
                    file,
                    state.domain(),
                    state.nextDay(),
                    state.system().label(),
                    state.shape());
        }
    }

    @Command(
            name = "import-state",
            mixinStandardHelpOptions = true,
            description = {
                "Have a domain go on from a file that export-state wrote, here or on another cluster.",
                "What the domain has here is forgotten. Observations of the days from there on are sent anew."
            })
    static final class Import extends Rescue {
        @Option(names = "--from", required = true, paramLabel = "FILE", description = "The file.")
        private Path file;

        @Override
        void prepare(KafkaSettings kafka) throws InterruptedException {
            BrokerWatch.makeTopics(kafka);
        }

        @Override
        void act(DomainRescue rescue, PrintWriter out) throws IOException {
            final DomainState state = StateFile.read(file);
            final DomainRescue.Sent sent = rescue.bring(state);
            out.printf(
                    Locale.ROOT,
                    "domain %s goes on at %s; sent anew: %d granules, %d superobservations%n",
                    domain,
                    state.nextDay(),
                    sent.granules(),
                    sent.superobservations());
        }
    }

    @Command(
            name = "reset",
            mixinStandardHelpOptions = true,
            description = {
                "Have a domain forget its state and start again on its first day, with all observations on the topic.",
                "Its products get revisions after those that are out."
            })
    static final class Reset extends Rescue {
        @Override
        void act(DomainRescue rescue, PrintWriter out) {
            final DomainRescue.Sent sent = rescue.restart();
            out.printf(
                    Locale.ROOT,
                    "domain %s starts anew; sent anew: %d granules, %d superobservations%n",
                    domain,
                    sent.granules(),
                    sent.superobservations());
        }
    }
}
