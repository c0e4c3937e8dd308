package org.fluxwatch.contract.settings;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.sensor.Sensors;

/// All settings. Names, units and defaults stand in `fluxwatch.yaml`, the reference file in this module's resources.
///
/// @param sensorsFolder what the folder's files describe, and what comes with the program
public record Settings(
        Path dataFolder,
        Sensors sensorsFolder,
        KafkaSettings kafka,
        ArchiveSettings archive,
        IngestSettings ingest,
        Map<String, DomainSettings> domains,
        AssimilateSettings assimilate,
        PublishSettings publish,
        StandaloneSettings standalone,
        LogSettings log,
        String httpHost,
        List<String> httpNames) {
    private static final int LONGEST_MONTH = 31;

    public Settings {
        Check.that(!dataFolder.toString().isEmpty(), "data-folder", dataFolder, "a path");
        kafka = kafka.withDefaultLogin(loginFile(dataFolder));
        Check.that(httpHost.matches("[A-Za-z0-9._:%-]+"), "http-host", httpHost, "a host name or address");
        httpNames = List.copyOf(httpNames);
        for (String name : httpNames)
            Check.that(name.matches("[A-Za-z0-9._-]+"), "http-names", name, "host names or addresses without port");
        domains = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(domains));
        Check.that(!domains.isEmpty(), "domains", domains, "at least one domain");
        for (String name : domains.keySet())
            Check.that(
                    name.matches("[a-z0-9][a-z0-9-]*"), "domains", name, "names of lower-case letters, digits, dashes");
        for (Map.Entry<String, DomainSettings> domain : domains.entrySet())
            for (Sensor sensor : domain.getValue().sensors())
                Check.that(
                        sensorsFolder.known().contains(sensor),
                        "domains." + domain.getKey() + ".sensors",
                        sensor,
                        "one of "
                                + sensorsFolder.known().stream()
                                        .map(Sensor::label)
                                        .collect(Collectors.joining(", "))
                                + "; another takes a file in sensors-folder");
        for (Map.Entry<String, DomainSettings> domain : domains.entrySet())
            Check.that(
                    archive.kind() == ArchiveSettings.Kind.HTTP
                            || !domain.getValue().inputs().meteorology().fetch(),
                    "domains." + domain.getKey() + ".inputs.meteorology.fetch",
                    true,
                    "false where archive.kind is folder: it takes a catalogue to fetch from");
        for (Map.Entry<String, DomainSettings> domain : domains.entrySet())
            Check.that(
                    domain.getValue().system() != AssimilationSystem.INVERSION
                            || !domain.getValue().inputs().stations().assimilate(),
                    "domains." + domain.getKey() + ".inputs.stations.assimilate",
                    true,
                    "false where the domain's system is inversion: the inversion uses stations for validation only");
    }

    /// Sensors whose files are known.
    public Sensors sensors() {
        return sensorsFolder;
    }

    /// Days behind the newest for which members of days are kept: those of the settings, and as long as a month with
    /// them may be revised, since its mean by member is made of all its days; 0: none.
    public int membersDays() {
        final int revisable =
                assimilate.lateData().goBackDays() + assimilate.fluxForecast().lagDays() + LONGEST_MONTH;
        return publish.keepMembersDays() == 0 ? 0 : Math.max(publish.keepMembersDays(), revisable);
    }

    /// @throws IllegalArgumentException when there is no such domain
    public DomainSettings domain(String name) {
        final DomainSettings domain = domains.get(name);
        if (domain == null)
            throw new IllegalArgumentException("domain is '" + name + "', expected one of " + domains.keySet());
        return domain;
    }

    /// The grid that the fields of a domain's analyses are on.
    ///
    /// @throws IllegalArgumentException when there is no such domain
    public Grid productGrid(AnalysedDomain analysed) {
        final Grid grid = domain(analysed.domain()).modelGrid();
        return switch (analysed.system()) {
            case FILTER -> grid;
            case INVERSION -> LatLonGrid.covering(grid, assimilate.inversion().cellDegrees());
        };
    }

    /// These settings with other domains.
    public Settings withDomains(Map<String, DomainSettings> others) {
        return new Settings(
                dataFolder,
                sensorsFolder,
                kafka,
                archive,
                ingest,
                others,
                assimilate,
                publish,
                standalone,
                log,
                httpHost,
                httpNames);
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
                dataFolder,
                sensorsFolder,
                other,
                archive,
                ingest,
                domains,
                assimilate,
                publish,
                standalone,
                log,
                httpHost,
                httpNames);
    }

    private static Path loginFile(Path dataFolder) {
        return brokerFolder(dataFolder).resolve(LoginFile.NAME);
    }

    /// These settings with other days of the archive wanted, the first and the last.
    public Settings withArchivePeriod(LocalDate from, LocalDate to) {
        return new Settings(
                dataFolder,
                sensorsFolder,
                kafka,
                archive.withPeriod(from, to),
                ingest,
                domains,
                assimilate,
                publish,
                standalone,
                log,
                httpHost,
                httpNames);
    }

    /// These settings with the gridding and the filter of others, on the same domains, seeds and inputs.
    public Settings withFilterOf(Settings other) {
        return new Settings(
                dataFolder,
                sensorsFolder,
                kafka,
                archive,
                ingest.withGridding(other.ingest.gridding()),
                domains,
                other.assimilate.drivenAs(assimilate),
                publish,
                standalone,
                log,
                httpHost,
                httpNames);
    }

    /// These settings with another draw of the ensemble.
    public Settings withEnsembleSeed(long seed) {
        return with(assimilate.withEnsembleSeed(seed));
    }

    /// These settings with another filter.
    public Settings with(AssimilateSettings other) {
        return new Settings(
                dataFolder,
                sensorsFolder,
                kafka,
                archive,
                ingest,
                domains,
                other,
                publish,
                standalone,
                log,
                httpHost,
                httpNames);
    }

    /// Refuses domains of which nobody has chosen winds, fluxes or inflow: what is not chosen is never invented.
    ///
    /// @param names of the domains that are to be run
    /// @throws SettingsException that names all that is unset, and the choices
    public void requireChosenInputs(Set<String> names) {
        final String unset = new TreeSet<>(names)
                .stream()
                        .flatMap(name -> domain(name).inputs().unset().stream()
                                .map(what -> "domains." + name + ".inputs." + what))
                        .collect(Collectors.joining("; "));
        if (!unset.isEmpty()) throw new SettingsException(unset + "; synthetic is invented, for trying", null);
    }

    /// A warning where drivers are invented, which makes fluxes that mean nothing.
    public Optional<String> invented() {
        final String invented = domains.entrySet().stream()
                .filter(domain -> !domain.getValue().inputs().invented().isEmpty())
                .map(domain ->
                        StandIn.inventedOf(domain.getValue().inputs().invented()) + " of domain " + domain.getKey())
                .collect(Collectors.joining("; "));
        return invented.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "invented (kind synthetic): " + invented + ": such fluxes mean nothing for the real earth");
    }

    /// Downloads and quarantine.
    public Path ingestFolder() {
        return dataFolder.resolve("ingest");
    }

    /// State stores of the stream.
    public Path stateFolder() {
        return dataFolder.resolve("state");
    }

    /// What is kept to save time, and made anew where it is not there: hours of air prepared for particles.
    public Path preparedFolder() {
        return dataFolder.resolve("prepared");
    }

    /// Files of analyses.
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
