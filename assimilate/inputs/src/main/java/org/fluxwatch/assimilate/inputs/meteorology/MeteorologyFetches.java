package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;

/// The fetches of a process, one for each folder: domains that share a folder share its fetch, and the one that keeps
/// the most days decides what is deleted.
public final class MeteorologyFetches implements AutoCloseable {
    private final Map<Path, MeteorologyFetch> byFolder = new TreeMap<>();

    /// @param archive whose catalogue and token are used
    /// @param domains each domain's; those that fetch nothing have no part in it
    /// @param tally hears of all of them
    public MeteorologyFetches(ArchiveSettings archive, Collection<MeteorologySettings> domains, FetchTally tally) {
        domains.stream()
                .filter(MeteorologySettings::fetch)
                .collect(Collectors.toMap(
                        MeteorologyFetches::folder,
                        meteorology -> meteorology,
                        BinaryOperator.maxBy(Comparator.comparingInt(MeteorologySettings::keepDays))))
                .forEach((folder, meteorology) ->
                        byFolder.put(folder, new MeteorologyFetch(archive, meteorology, tally)));
    }

    /// The fetch into a domain's folder; empty where the domain fetches nothing.
    public Optional<MeteorologyFetch> into(MeteorologySettings domain) {
        if (!domain.fetch()) return Optional.empty();
        return Optional.of(Objects.requireNonNull(
                byFolder.get(folder(domain)), () -> folder(domain) + " is no folder of these domains"));
    }

    private static Path folder(MeteorologySettings meteorology) {
        return meteorology.folder().toAbsolutePath().normalize();
    }

    @Override
    public void close() {
        byFolder.values().forEach(MeteorologyFetch::close);
    }
}
