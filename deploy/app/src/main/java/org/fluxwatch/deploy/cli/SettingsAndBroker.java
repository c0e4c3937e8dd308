package org.fluxwatch.deploy.cli;

import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options `--settings` and `--kafka`, for commands that act beside a running service.
final class SettingsAndBroker {
    @Mixin
    private SettingsOption settingsOption;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Broker, instead of the settings' kafka.bootstrap-servers. That of `fluxwatch run` or `demo`"
                    + " is at 127.0.0.1, its port in DATA-FOLDER/broker/fluxwatch-ports.properties, its login beside it:"
                    + " found by the settings' data-folder, or kafka.login-file.")
    private String servers;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    Settings load() {
        final Settings settings = settingsOption.load();
        if (servers == null) return settings;
        try {
            return settings.withBootstrapServers(servers);
        } catch (RuntimeException e) {
            throw new ParameterException(
                    command.commandLine(), Messages.of(e).replace("kafka.bootstrap-servers", "--kafka"), e);
        }
    }
}
