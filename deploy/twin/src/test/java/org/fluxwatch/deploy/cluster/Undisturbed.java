package org.fluxwatch.deploy.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.ProductFiles;
import org.fluxwatch.deploy.standalone.Standalone;

/// What one instance makes of the workload on one broker when nothing happens to it; made once for all suites.
///
/// @param records as [Results] has them
/// @param products digests of the daily files
record Undisturbed(Workload workload, Map<String, List<String>> records, Map<String, String> products) {
    private static Undisturbed made;

    static synchronized Undisturbed run() throws IOException {
        if (made == null) made = make();
        return made;
    }

    private static Undisturbed make() throws IOException {
        final Path folder = Files.createTempDirectory("fluxwatch-undisturbed");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        final Workload workload = new Workload(folder.resolve("files"));
        workload.deliver(folder.resolve("archive"), 0, Workload.DAYS);
        final Settings settings = Workload.settings(
                folder.resolve("data"), folder.resolve("archive"), "unused:1", 1, "undisturbed", "undisturbed");
        try (Standalone standalone = Standalone.start(settings);
                Results results = new Results(standalone.kafka())) {
            results.awaitClosings(Workload.CLOSINGS, Duration.ofMinutes(2));
            return new Undisturbed(workload, Map.copyOf(results.records()), settledProducts(settings.productsFolder()));
        }
    }

    private static Map<String, String> settledProducts(Path folder) {
        final AtomicReference<Map<String, String>> last = new AtomicReference<>(Map.of());
        Awaitility.await().pollInterval(Duration.ofSeconds(2)).until(() -> last.getAndSet(ProductFiles.digests(folder))
                .equals(last.get()));
        return last.get();
    }

    private static void delete(Path folder) {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            System.err.println(folder + " cannot be deleted: " + e);
        }
    }
}
