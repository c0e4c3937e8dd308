package org.fluxwatch.deploy.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A world with a known answer: runs the truth day by day, lets the satellites of the domain look at it, and puts their
/// files into the archive. Whoever watches knows only the archive's address.
///
/// Started again on the same folder it runs the truth again from the start, which gives the same, and makes only the
/// files that are not there yet.
public final class Twin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Twin.class);

    private final DomainSettings domain;
    private final long seed;
    private final int days;
    private final Path truthFolder;
    private final Path archiveFolder;
    private final ArchiveServer archive;
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean stopped;

    /// @param domain whose grid, start and sensors the twin has, and whose inputs the truth departs from
    /// @param seed of all that is true
    /// @param days to be made
    /// @param folder of truth and archive
    /// @param token that downloads need
    public Twin(DomainSettings domain, long seed, int days, Path folder, String token) throws IOException {
        this.domain = domain;
        this.seed = seed;
        this.days = days;
        truthFolder = folder.resolve("truth");
        archiveFolder = folder.resolve("archive");
        archive = new ArchiveServer(archiveFolder, 0, new Access.Login(token, "demo", token), InstantSource.system());
        thread = Thread.ofPlatform().name("twin").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Where the archive answers.
    public java.net.URI address() {
        return archive.url();
    }

    /// Throws what stopped the twin, if anything did.
    public void check() {
        if (failure != null) throw failure;
    }

    private void run() {
        try (NumericsPool pool = new NumericsPool(1)) {
            Files.createDirectories(truthFolder);
            final World world = new World(domain, seed, pool);
            for (int d = 0; d < days && !stopped; d++) oneDay(world.nextDay());
        } catch (IOException e) {
            failure = new UncheckedIOException("the twin cannot write its files: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            LOG.error("the twin stops", e);
            failure = e;
        }
    }

    private void oneDay(World.Day day) throws IOException {
        keepFlux(day);
        for (Sensor sensor : domain.sensors())
            archive.publish(liteFile(day, sensor, archiveFolder), day.produced().plus(Duration.ofHours(6)));
    }

    private static Path liteFile(World.Day day, Sensor sensor, Path folder) throws IOException {
        final Path file = folder.resolve(day.fileName(sensor));
        if (!Files.exists(file)) {
            final var simulated = day.look(sensor);
            LiteFileWriter.write(simulated.granule(), folder);
            LOG.info("twin: {} {}", file.getFileName(), simulated.fates());
        }
        return file;
    }

    /// Makes the files of a twin, without an archive: those that are not there yet.
    ///
    /// @param folder created where absent
    /// @param made told of each file
    public static void makeFiles(DomainSettings domain, long seed, int days, Path folder, Consumer<Path> made)
            throws IOException {
        Files.createDirectories(folder);
        try (NumericsPool pool = new NumericsPool(1)) {
            final World world = new World(domain, seed, pool);
            for (int d = 0; d < days; d++) {
                final World.Day day = world.nextDay();
                for (Sensor sensor : domain.sensors()) made.accept(liteFile(day, sensor, folder));
            }
        }
    }

    private void keepFlux(World.Day day) throws IOException {
        final AnalysisField field = new AnalysisField(
                // no system's: the record lends its form
                new AnalysisIdentity("truth", AssimilationSystem.FILTER, day.day(), 0),
                "flux_truth",
                "true natural CO2 flux",
                "umol m-2 s-1",
                "time: mean",
                day.naturalFlux());
        final Path part = truthFolder.resolve(day.day() + ".part");
        Files.write(part, RecordSerde.cbor(AnalysisRecord.class).serialize("truth", field));
        Files.move(
                part,
                truthFile(truthFolder, day.day()),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path truthFile(Path folder, LocalDate day) {
        return folder.resolve(day + ".cbor");
    }

    /// The true natural flux, mean of a day, µmol m-2 s-1 `[cells]`.
    public float[] trueFlux(LocalDate day) throws IOException {
        final AnalysisRecord record = RecordSerde.cbor(AnalysisRecord.class)
                .deserialize("truth", Files.readAllBytes(truthFile(truthFolder, day)));
        if (record instanceof AnalysisField field) return field.values();
        throw new IllegalStateException(truthFile(truthFolder, day) + " holds no field");
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join(Duration.ofSeconds(1)); // a file under way is renamed only when it is whole
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        archive.close();
    }
}
