package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/// What lies below a data folder, by kind. Every file is of one kind, so that none is left out: what is not
/// foreseen is called by the folder that it is in.
final class DataFolder {
    private static final String TOPIC = "topic ";
    private static final int PARTITIONS = 4;
    private static final int PROCESSES = 4;

    private DataFolder() {}

    /// @param bytes of files; those of a topic's indexes, which are longer than what they occupy, are left out
    record Size(int files, long bytes) {
        static final Size NONE = new Size(0, 0);

        Size plus(long more) {
            return new Size(files + 1, bytes + more);
        }
    }

    /// By kind. Files that go meanwhile are passed over.
    static Map<String, Size> sizes(Path folder) throws IOException {
        final Map<String, Size> sizes = new TreeMap<>();
        if (!Files.isDirectory(folder)) return sizes;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                final Path path = folder.relativize(file);
                final String kind = kind(path);
                final long bytes = kind.startsWith(TOPIC) && path.toString().endsWith("index") ? 0 : attributes.size();
                sizes.merge(kind, Size.NONE.plus(bytes), (known, one) -> known.plus(one.bytes()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                if (e == null || e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw e;
            }
        });
        return sizes;
    }

    /// @param path below the data folder
    static String kind(Path path) {
        final String name = path.getFileName().toString();
        final String top = path.getName(0).toString();
        if (name.matches("fluxwatch(\\.\\d+)?\\.log")) return "logs";
        return switch (top) {
            case "broker" -> topic(path);
            case "state" -> store(path);
            case "products" -> path.getNameCount() > 1 ? product(path, name) : "data folder itself";
            case "ingest" -> path.getNameCount() > 2 ? "ingest " + path.getName(1) : "ingest, other";
            default -> path.getNameCount() > 1 ? top : "data folder itself";
        };
    }

    private static String topic(Path path) {
        final String folder = path.getName(1).toString();
        return path.getNameCount() > 2 && folder.matches(".*-\\d+")
                ? TOPIC + folder.substring(0, folder.lastIndexOf('-'))
                : "broker, other";
    }

    /// Such as `state/fluxwatch-assimilate/0_1/rocksdb/clock/000008.sst`.
    private static String store(Path path) {
        return path.getNameCount() > 5 && path.getName(3).toString().equals("rocksdb")
                ? "store " + path.getName(4)
                : "state, other";
    }

    private static String product(Path path, String name) {
        if (path.getName(path.getNameCount() - 2).toString().equals("previous")) return "products previous";
        if (name.endsWith(".sig")) return "products signatures";
        if (name.matches(".*_members_\\d{8}\\.nc")) return "products members of days";
        if (name.matches(".*_members_\\d{4}-\\d{2}\\.nc")) return "products members of months";
        if (name.matches(".*_obs_(\\d{8}|\\d{4}-\\d{2})\\.nc")) return "products observations";
        if (name.matches(".*_hourly_\\d{8}\\.nc")) return "products hours";
        if (name.matches(".*_filter_\\d{8}\\.nc")) return "products days";
        if (name.matches(".*_(filter|inversion)_\\d{4}(-\\d{2})?\\.nc")) return "products months and years";
        return "products, other";
    }

    /// What is kept for good: the topics that are the record of it all, and the products. What is cleaned by
    /// whole segments (`Topics`, `AssimilationTopology`, `EmbeddedBroker`) fills one that is written to and one
    /// that is not cleaned yet, beside what is kept, in each partition. Logs are rolled at 20 MB, five of which
    /// are kept by each process.
    static Growth growth(String kind) {
        return switch (kind) {
            case "topic granules",
                    "topic observations",
                    "topic innovations",
                    "topic rows",
                    "topic analyses",
                    "topic alarms",
                    "products observations",
                    "products hours",
                    "products days",
                    "products months and years",
                    "products members of months" -> Growth.BY_DAY;
            case "topic checkpoints" -> segments(64);
            case "topic fluxwatch-assimilate-ensemble-changelog" -> segments(32);
            case "topic __consumer_offsets", "topic __transaction_state", "topic __cluster_metadata" -> segments(16);
            case "topic fluxwatch-assimilate-held-changelog",
                    "topic fluxwatch-assimilate-sets-changelog",
                    "topic fluxwatch-assimilate-clock-changelog" -> segments(8);
            case "logs" -> new Growth.UpTo(PROCESSES * 6 * 20e6);
            default -> Growth.NONE;
        };
    }

    private static Growth segments(int megabytes) {
        return new Growth.UpTo(PARTITIONS * 3.0 * (megabytes << 20));
    }
}
