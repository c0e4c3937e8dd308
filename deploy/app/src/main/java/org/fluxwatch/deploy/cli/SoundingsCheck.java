package org.fluxwatch.deploy.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.inputs.InputCheck;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.archive.LoginTrial;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.ProductRemark;

/// Which Lite files the archive has of each day, and whether it lets us in. No file is downloaded but the first bytes
/// of one.
final class SoundingsCheck {
    private final Map<LocalDate, Map<Sensor, String>> names = new TreeMap<>();
    private final List<RefusedRecord> refused;
    private final List<ProductRemark> remarks;
    private final Optional<String> trouble;
    private final Optional<LoginTrial> login;

    private SoundingsCheck(
            List<Granule> granules,
            List<RefusedRecord> refused,
            List<ProductRemark> remarks,
            Optional<String> trouble,
            Optional<LoginTrial> login) {
        for (Granule granule : granules) // the newest of a sensor and day comes last
        names.computeIfAbsent(granule.day(), day -> new TreeMap<>()).put(granule.sensor(), granule.name());
        this.refused = List.copyOf(refused);
        this.remarks = remarks;
        this.trouble = trouble;
        this.login = login;
    }

    static SoundingsCheck of(ArchiveSettings archive, Sensors sensors) {
        final List<RefusedRecord> refused = new ArrayList<>();
        try (EarthdataSession session = new EarthdataSession(archive, Thread::sleep)) {
            final GranuleCatalog catalog = GranuleCatalog.of(archive, sensors, session, refused::add);
            final List<Granule> granules = catalog.granules();
            return new SoundingsCheck(
                    granules, refused, catalog.remarks(), Optional.empty(), tryLogin(session, granules));
        } catch (ArchiveException e) {
            return new SoundingsCheck(List.of(), refused, List.of(), Optional.of(Messages.of(e)), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new SoundingsCheck(List.of(), refused, List.of(), Optional.of("interrupted"), Optional.empty());
        }
    }

    /// @return empty: there is nothing to be let in to
    private static Optional<LoginTrial> tryLogin(EarthdataSession session, List<Granule> granules)
            throws InterruptedException {
        for (Granule granule : granules)
            if (granule.source() instanceof GranuleSource.Remote remote)
                return Optional.of(LoginTrial.of(session, remote.uri()));
        return Optional.empty();
    }

    /// Whether the archive lets us in, tried with the first granule it has; empty: it has none, or is a folder.
    Optional<LoginTrial> login() {
        return login;
    }

    /// Records of the catalogue that cannot be used, whatever their day.
    List<RefusedRecord> refused() {
        return refused;
    }

    /// What is to be said of the products in settings.
    List<ProductRemark> remarks() {
        return remarks;
    }

    /// A day without a sensor's file is run all the same, once patience has run out; one that the archive cannot tell
    /// of is not.
    InputCheck.Finding day(LocalDate day, DomainSettings domain) {
        if (trouble.isPresent())
            return new InputCheck.Finding("soundings", day, InputCheck.State.UNUSABLE, List.of(trouble.get()));
        final Map<Sensor, String> there = names.getOrDefault(day, Map.of());
        final Set<Sensor> lacking = new TreeSet<>(domain.sensors());
        lacking.removeAll(there.keySet());
        final String files = there.entrySet().stream()
                .filter(entry -> domain.sensors().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        final String none = lacking.stream().map(Sensor::label).collect(Collectors.joining(", "));
        return new InputCheck.Finding(
                "soundings",
                day,
                InputCheck.State.OK,
                List.of(files
                        + (files.isEmpty() || none.isEmpty() ? "" : "; ")
                        + (none.isEmpty()
                                ? ""
                                : "none of " + none + ": the day goes on without once another sensor has "
                                        + domain.patienceDays() + " days more")));
    }
}
