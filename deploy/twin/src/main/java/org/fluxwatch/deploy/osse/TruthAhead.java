package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.WorldKind;
import org.jspecify.annotations.Nullable;

/// Runs the true world some days ahead of the filter on a thread of its own and writes the satellites' files.
final class TruthAhead implements AutoCloseable {
    private static final int DAYS_AHEAD = 4;

    private final DomainSettings domain;
    private final WorldKind kind;
    private final long seed;
    private final int days;
    private final Path liteFolder;
    private final BlockingQueue<TrueDay> ready = new ArrayBlockingQueue<>(DAYS_AHEAD);
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;

    /// @param flux true natural flux, mean of the day, µmol m-2 s-1 `[cells]`
    /// @param files one Lite file a sensor
    /// @param looks of the satellites within the window, by what became of them
    record TrueDay(LocalDate day, float[] flux, List<Path> files, Map<String, Integer> looks) {}

    /// @param kind of world
    /// @param seed of all that is true
    /// @param days to be made
    TruthAhead(DomainSettings domain, WorldKind kind, long seed, int days, Path liteFolder) {
        this.domain = domain;
        this.kind = kind;
        this.seed = seed;
        this.days = days;
        this.liteFolder = liteFolder;
        thread = Thread.ofPlatform().name("truth").daemon().start(this::run);
    }

    private void run() {
        try (NumericsPool pool = new NumericsPool(1)) {
            final World world = new World(domain, kind, seed, pool);
            for (int d = 0; d < days; d++) ready.put(written(world.nextDay()));
        } catch (IOException e) {
            failure = new UncheckedIOException("the twin cannot write its Lite files: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private TrueDay written(World.Day day) throws IOException {
        final List<Path> files = new ArrayList<>();
        final Map<String, Integer> looks = new TreeMap<>();
        for (Sensor sensor : domain.sensors()) {
            final var simulated = day.look(sensor);
            files.add(LiteFileWriter.write(simulated.granule(), liteFolder));
            simulated.fates().forEach((fate, count) -> looks.merge(Labels.of(fate), count, Integer::sum));
        }
        return new TrueDay(day.day(), day.naturalFlux(), List.copyOf(files), looks);
    }

    /// The next day; waits for it.
    TrueDay take() throws InterruptedException {
        while (true) {
            final TrueDay day = ready.poll(100, TimeUnit.MILLISECONDS);
            if (day != null) return day;
            if (failure != null) throw failure;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
