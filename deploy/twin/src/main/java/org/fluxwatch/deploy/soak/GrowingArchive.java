package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.LiteGranule;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.archive.Access;
import org.fluxwatch.deploy.twin.archive.ArchiveServer;
import org.jspecify.annotations.Nullable;

/// The twin's archive, whose days are made as they are wanted. Its clock is that of the twin: what is published
/// gets the production time of the newest day.
final class GrowingArchive implements AutoCloseable {
    static final String TOKEN = "soak-token";

    private static final Duration NEXT = Duration.ofSeconds(1);

    private final Path folder;
    private final int lateDays;
    private final List<Sensor> sensors;
    private final NumericsPool pool = new NumericsPool(1);
    private final World world;
    private final ArchiveServer server;

    /// Those that late news may be of, the oldest first.
    private final Deque<List<LiteGranule>> recent = new ArrayDeque<>();

    private int shown;
    private Instant now = Instant.MIN;
    private boolean holdsBack;
    private @Nullable Path held;

    /// @param seed of all that is true
    /// @param lateDays how old a day is that late news come of
    GrowingArchive(DomainSettings domain, long seed, int lateDays, Path folder) throws IOException {
        this.folder = folder;
        this.lateDays = lateDays;
        sensors = List.copyOf(domain.sensors());
        world = new World(domain, seed, pool);
        server = new ArchiveServer(folder, 0, new Access.Login(TOKEN, "soak", TOKEN), InstantSource.system());
    }

    URI url() {
        return server.url();
    }

    /// Publishes the first so many days; at most one that is new.
    void show(int days) throws IOException {
        if (shown >= days) return;
        shown++;
        final World.Day day = world.nextDay();
        now = day.produced();
        final List<LiteGranule> granules = new ArrayList<>();
        for (Sensor sensor : sensors) granules.add(day.look(sensor).granule());
        for (LiteGranule granule : granules) {
            final Path file = LiteFileWriter.write(granule, folder);
            if (holdsBack && granule.sensor().equals(sensors.getLast())) held = file;
            else server.publish(file, now);
        }
        holdsBack = false;
        recent.addLast(List.copyOf(granules));
        if (recent.size() > 2 * lateDays) recent.removeFirst();
    }

    /// Leaves the last sensor out of the next day.
    void holdBack() {
        holdsBack = true;
    }

    /// Publishes what was held back, if it has been made.
    void release() throws IOException {
        if (held != null) publish(held);
        held = null;
    }

    private void publish(Path file) throws IOException {
        now = now.plus(NEXT);
        server.publish(file, now);
    }

    /// Publishes a late day's first sensor in a newer version.
    void reprocess() throws IOException {
        publish(LiteFileWriter.write(late().getFirst().thinned(now.plus(NEXT)), folder));
    }

    /// A late day's granule of the last sensor, by its file's name.
    String lateGranule() {
        return late().getLast().fileName();
    }

    private List<LiteGranule> late() {
        return List.copyOf(recent).get(Math.max(0, recent.size() - 1 - lateDays));
    }

    /// Publishes a granule once more, with the next revision.
    void republish(String granule) throws IOException {
        publish(folder.resolve(granule));
    }

    @Override
    public void close() {
        server.close();
        pool.close();
    }
}
