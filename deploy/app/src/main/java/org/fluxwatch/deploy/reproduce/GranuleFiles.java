package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.PreparedGranule;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.lite.LiteException;

/// Lite files below some folders, read as ingest reads them.
final class GranuleFiles {
    private final Map<String, Path> files = new HashMap<>();

    /// @param folders those that are not there are passed over
    GranuleFiles(List<Path> folders, Sensors sensors) throws IOException {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) continue;
            Files.walkFileTree(
                    folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            final String name = file.getFileName().toString();
                            if (attributes.isRegularFile())
                                LiteName.parse(name, sensors).ifPresent(lite -> keep(lite, name, file));
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE; // what cannot be looked at is not there
                        }
                    });
        }
    }

    /// The archive's own file rather than what another service has made of it.
    private void keep(LiteName lite, String name, Path file) {
        if (lite.isOf(name)) files.put(name, file);
        else files.putIfAbsent(lite.name(), file);
    }

    /// @param name as a product has it
    Optional<Path> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /// What a day has of these granules.
    ///
    /// @param settings of the one domain
    /// @param missing gets a line for each granule that is not there, or not as it was
    DayInput input(
            String domain,
            LocalDate day,
            int revision,
            List<DailyAnalysis.Granule> granules,
            Settings settings,
            List<String> missing) {
        final Map<Sensor, DayComplete> complete = new TreeMap<>();
        final Map<Sensor, List<Superobservation>> bySensor = new TreeMap<>();
        for (DailyAnalysis.Granule granule : granules) {
            final Optional<Path> file = find(granule.name());
            if (file.isEmpty()) {
                missing.add("granule " + granule.name() + " (" + granule.version() + ") of " + day + " is not there");
                continue;
            }
            read(domain, granule, file.get(), settings, missing).ifPresent(records -> {
                final List<Superobservation> observations = new ArrayList<>();
                for (ObservationRecord record : records)
                    switch (record) {
                        case Superobservation observation -> observations.add(observation);
                        case DayComplete closing -> complete.put(granule.sensor(), closing);
                        default -> throw new IllegalStateException("a granule makes no " + record);
                    }
                observations.sort(Comparator.comparing(Superobservation::id)); // as the stage keeps them
                bySensor.put(granule.sensor(), observations);
            });
        }
        final List<Superobservation> all = new ArrayList<>();
        bySensor.values().forEach(all::addAll);
        return new DayInput(day, revision, settings.domain(domain).sensors(), complete, all);
    }

    /// Empty, with a line of why, when the file does not give what the manifest says.
    private static Optional<List<ObservationRecord>> read(
            String domain, DailyAnalysis.Granule granule, Path file, Settings settings, List<String> missing) {
        final String what = "granule " + file;
        try {
            final LiteName name =
                    LiteName.parse(granule.name(), settings.sensors()).orElseThrow();
            final PreparedGranule prepared = PreparedGranule.read(
                    new Granule(
                            granule.name(),
                            granule.sensor(),
                            name.day(),
                            granule.version(),
                            new GranuleSource.LocalFile(file)),
                    file,
                    settings);
            if (prepared.putAside().isPresent()) {
                missing.add(what + " cannot be used: "
                        + prepared.putAside().get().detail() + ", expected the one of that time");
                return Optional.empty();
            }
            final int found = prepared.state().superobservations().getOrDefault(domain, 0);
            if (found != granule.superobservations()) {
                missing.add(what + " gives " + found + " superobservations, expected " + granule.superobservations()
                        + ": it is another file than the one of that time");
                return Optional.empty();
            }
            return Optional.of(prepared.observations().stream()
                    .map(GranuleFiles::throughTheTopic)
                    .toList());
        } catch (LiteException | IllegalArgumentException e) {
            missing.add(what + " cannot be used: " + Messages.of(e));
        } catch (IOException e) {
            missing.add(what + " cannot be read: " + FileTrouble.reason(e));
        }
        return Optional.empty();
    }

    /// As the stage that analyses gets it.
    private static ObservationRecord throughTheTopic(ObservationRecord record) {
        final String topic = Topics.OBSERVATIONS.name();
        return Topics.OBSERVATIONS
                .values()
                .deserializer()
                .deserialize(topic, Topics.OBSERVATIONS.values().serializer().serialize(topic, record));
    }
}
