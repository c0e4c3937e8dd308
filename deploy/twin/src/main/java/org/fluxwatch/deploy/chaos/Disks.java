package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Small disks of memory (Linux' tmpfs) under folders of a run, so that a full one harms nobody else. Mounting needs
/// root; where it cannot be done there are none.
public final class Disks implements AutoCloseable {
    /// A folder with a disk of its own, in the order in which they are mounted.
    public enum Disk {
        /// All that has no disk of its own: the broker's log, downloads, logs.
        DATA("", 3000),
        STATE("state", 1000),
        PRODUCTS("products", 200);

        private final String below;
        private final int megabytes;

        Disk(String below, int megabytes) {
            this.below = below;
            this.megabytes = megabytes;
        }

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String BALLAST = "ballast";

    private final Path data;
    private final List<Disk> mounted = new ArrayList<>();

    private Disks(Path data) {
        this.data = data;
    }

    /// The disks that this machine lets us mount.
    static List<Disk> possible(Path scratch) {
        try (Disks tried = mount(Files.createDirectories(scratch))) {
            return List.copyOf(tried.mounted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Mounts all, or none.
    ///
    /// @param data the run's data folder, empty
    static Disks mount(Path data) throws IOException {
        final Disks disks = new Disks(data);
        for (Disk disk : Disk.values())
            if (!disks.mount(disk, disk.megabytes)) {
                disks.close();
                break;
            }
        return disks;
    }

    /// Mounts one.
    ///
    /// @return whether this machine lets us
    public synchronized boolean mount(Disk disk, int megabytes) throws IOException {
        final Path folder = Files.createDirectories(folder(disk));
        if (!run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())) return false;
        mounted.add(disk);
        return true;
    }

    /// None yet.
    public static Disks none(Path data) {
        return new Disks(data);
    }

    private Path folder(Disk disk) {
        return data.resolve(disk.below);
    }

    /// @return whether it could be done: a disk with files open for writing cannot be made read-only
    boolean begin(Trouble.DiskOut out) throws IOException {
        if (out.readOnly())
            return run("mount", "-o", "remount,ro", folder(out.disk()).toString());
        fill(out.disk());
        return true;
    }

    /// Writes until the disk takes no more.
    public void fill(Disk disk) {
        try (OutputStream ballast = Files.newOutputStream(folder(disk).resolve(BALLAST))) {
            final byte[] block = new byte[1 << 16];
            while (true) ballast.write(block);
        } catch (IOException _) {
            // full
        }
    }

    public void end(Disk disk) throws IOException {
        run("mount", "-o", "remount,rw", folder(disk).toString());
        Files.deleteIfExists(folder(disk).resolve(BALLAST));
    }

    @Override
    public synchronized void close() {
        for (Disk disk : mounted.reversed()) run("umount", "-l", folder(disk).toString());
        mounted.clear();
    }

    private static boolean run(String... command) {
        try {
            final Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
