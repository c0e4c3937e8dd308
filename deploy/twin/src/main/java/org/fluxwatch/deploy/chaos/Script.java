package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.jspecify.annotations.Nullable;

/// What the archive and an operator do as a run gets on: days appear, some way ahead of what is published; late news of
/// a day comes when the days before it are published, and none after them is shown until it has been taken in: so it
/// has the same place among the records in every run.
final class Script implements AutoCloseable {
    private static final String DONE_BEFORE = "is retracted already";

    private final PacedArchive archive;
    private final int daysAhead;
    private final Path settings;
    private final Path broker;
    private final Path output;
    private final Deque<TwinFiles.Change> toCome;
    private final Products products;
    private @Nullable Process retraction;
    private boolean shown;

    /// @param daysAhead days that the archive shows beyond those published
    /// @param broker the broker's folder
    /// @param output file for what the operator is told
    Script(
            TwinFiles twin,
            PacedArchive archive,
            int daysAhead,
            Path settings,
            Path broker,
            Path output,
            Products products) {
        this.archive = archive;
        this.daysAhead = daysAhead;
        this.settings = settings;
        this.broker = broker;
        this.output = output;
        this.products = products;
        toCome = new ArrayDeque<>(twin.changes());
    }

    /// Goes on as far as may be by now.
    ///
    /// @param published days there are files of
    void goOn(int published) throws IOException {
        while (!toCome.isEmpty() && published >= toCome.getFirst().afterDays()) {
            if (!isDone(toCome.getFirst())) return;
            toCome.removeFirst();
        }
        final int days = published + daysAhead;
        archive.show(toCome.isEmpty() ? days : Math.min(days, toCome.getFirst().afterDays()));
    }

    private boolean isDone(TwinFiles.Change change) throws IOException {
        return switch (change) {
            case TwinFiles.Change.Published published -> isTakenIn(published);
            case TwinFiles.Change.Retracted retracted -> isRetracted(retracted.granule());
        };
    }

    /// A catalogue that is asked for one product after the other could else show a later day's file first.
    private boolean isTakenIn(TwinFiles.Change.Published change) throws IOException {
        if (!shown) archive.show(change.file(), change.at());
        shown = !products.hasGranule(change.day(), change.file().getFileName().toString(), change.revision());
        return !shown;
    }

    /// An operator whose command failed, since the broker was away, gives it again.
    private boolean isRetracted(String granule) throws IOException {
        if (retraction == null) {
            Files.deleteIfExists(output);
            retraction = Child.command(
                    output,
                    "retract",
                    granule,
                    "--settings",
                    settings.toString(),
                    "--kafka",
                    EmbeddedBroker.bootstrapServers(broker));
        }
        if (retraction.isAlive()) return false;
        final boolean done =
                retraction.exitValue() == 0 || Files.readString(output).contains(DONE_BEFORE);
        retraction = null;
        return done;
    }

    @Override
    public void close() {
        if (retraction != null) retraction.destroyForcibly();
    }
}
