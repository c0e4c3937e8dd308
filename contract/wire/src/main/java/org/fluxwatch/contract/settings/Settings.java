package org.fluxwatch.contract.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All settings. Names, units and defaults stand in `fluxwatch.yaml`, the reference file in this module's resources.
public record Settings(
        Path dataFolder,
        KafkaSettings kafka,
        ArchiveSettings archive,
        IngestSettings ingest,
        Map<String, DomainSettings> domains,
        AssimilateSettings assimilate,
        PublishSettings publish,
        StandaloneSettings standalone,
        String httpHost,
        List<String> httpNames) {
    public Settings {
        Check.that(!dataFolder.toString().isEmpty(), "data-folder", dataFolder, "a path");
        kafka = kafka.withDefaultLogin(loginFile(dataFolder));
        Check.that(httpHost.matches("[A-Za-z0-9._:%-]+"), "http-host", httpHost, "a host name or address");
        httpNames = List.copyOf(httpNames);
        for (String name : httpNames)
            Check.that(name.matches("[A-Za-z0-9._-]+"), "http-names", name, "host names or addresses without port");
        Check.that(
                archive.kind() == ArchiveSettings.Kind.HTTP
                        || !assimilate.inputs().meteorology().fetch(),
                "assimilate.inputs.meteorology.fetch",
                true,
                "false where archive.kind is folder: it takes a catalogue to fetch from");
        domains = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(domains));
        Check.that(!domains.isEmpty(), "domains", domains, "at least one domain");
        for (String name : domains.keySet())
            Check.that(
                    name.matches("[a-z0-9][a-z0-9-]*"), "domains", name, "names of lower-case letters, digits, dashes");
    }

    public Settings withBootstrapServers(String servers) {
        return with(kafka.withBootstrapServers(servers));
    }

    /// These settings at the broker of their own folder.
    ///
    /// @param servers where it listens
    public Settings withOwnBroker(String servers) {
        return with(kafka.at(servers, loginFile(dataFolder)));
    }

    private Settings with(KafkaSettings other) {
        return new Settings(
                dataFolder, other, archive, ingest, domains, assimilate, publish, standalone, httpHost, httpNames);
    }

    private static Path loginFile(Path dataFolder) {
        return brokerFolder(dataFolder).resolve(LoginFile.NAME);
    }

    /// These settings with the gridding and the filter of others, on the same domains, seeds and inputs.
    public Settings withFilterOf(Settings other) {
        return new Settings(
                dataFolder,
                kafka,
                archive,
                ingest.withGridding(other.ingest.gridding()),
                domains,
                other.assimilate.drivenAs(assimilate),
                publish,
                standalone,
                httpHost,
                httpNames);
    }

    /// A warning where real soundings meet invented drivers, which makes fluxes that mean nothing. An archive at this
    /// machine's loopback address is the twin's.
    public Optional<String> inventedBesideRealSoundings() {
        final List<String> invented = assimilate.inputs().invented();
        if (invented.isEmpty() || archive.kind() == ArchiveSettings.Kind.HTTP && isLoopback(archive.cmrUrl()))
            return Optional.empty();
        return Optional.of("the fluxes will mean nothing: soundings are real, but invented (kind synthetic) is "
                + invented.stream().map(input -> "assimilate.inputs." + input).collect(Collectors.joining(", ")));
    }

    private static boolean isLoopback(URI address) {
        return address.getHost() != null && address.getHost().matches("localhost|127\\..*|\\[::1]");
    }

    /// Downloads and quarantine.
    public Path ingestFolder() {
        return dataFolder.resolve("ingest");
    }

    /// State stores of the stream.
    public Path stateFolder() {
        return dataFolder.resolve("state");
    }

    /// Daily files.
    public Path productsFolder() {
        return dataFolder.resolve("products");
    }

    /// Log of the embedded broker.
    public Path brokerFolder() {
        return brokerFolder(dataFolder);
    }

    private static Path brokerFolder(Path dataFolder) {
        return dataFolder.resolve("broker");
    }
}
