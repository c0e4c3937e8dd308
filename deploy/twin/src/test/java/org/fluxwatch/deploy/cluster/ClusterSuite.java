package org.fluxwatch.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.ProductFiles;
import org.fluxwatch.publish.PublishService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is killed, stopped or replaced, `analyses` and `innovations` hold what one instance on one broker writes
/// when nothing happens: the same records of each domain in the same order, byte for byte.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterSuite {
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern READ =
            Pattern.compile("store (\\w+) of partition (\\d+) is ready, its last (\\d+) of (\\d+) records read");

    private Path folder;
    private Cluster cluster;
    private Undisturbed undisturbed;

    abstract Cluster startCluster(Path own) throws Exception;

    @BeforeAll
    void start(@TempDir Path own) throws Exception {
        folder = own;
        cluster = startCluster(folder.resolve("cluster"));
        undisturbed = Undisturbed.run();
        assertThat(undisturbed.records()).hasSize(2 * Workload.DOMAINS.size());
        assertThat(undisturbed.products().keySet())
                .filteredOn(name -> name.matches(".*/\\d{4}/fluxwatch_[^_]+_filter_\\d{8}\\.nc"))
                .hasSize(Workload.DAYS * Workload.DOMAINS.size());
    }

    @AfterAll
    void stop() {
        if (cluster != null) cluster.close();
    }

    KafkaSettings kafka() {
        return SettingsLoader.defaults().kafka().withBootstrapServers(cluster.bootstrapServers());
    }

    Scene scene(String name) throws Exception {
        return new Scene(folder.resolve(name), cluster.bootstrapServers(), name);
    }

    void say(String what) {
        System.out.println(getClass().getSimpleName() + ": " + what);
    }

    void deliver(Scene scene, int firstDay, int beforeDay) throws Exception {
        undisturbed.workload().deliver(scene.archive(), firstDay, beforeDay);
    }

    void assertUndisturbed(Results results) {
        results.awaitAll(undisturbed.records(), PATIENCE);
        assertThat(results.records()).isEqualTo(undisturbed.records());
    }

    @Test
    void anInstanceKilledIsReplacedFromTheStandby() throws Exception {
        try (Scene scene = scene("killed-instance");
                Results results = new Results(kafka())) {
            scene.startIngest();
            final ChildProcess victim = scene.start("first");
            final ChildProcess survivor = scene.start("second");
            scene.awaitDomains("first", 2);
            scene.awaitDomains("second", 2);
            deliver(scene, 0, Workload.DAYS);
            final List<String> lost = scene.domainsOf("first");
            results.awaitDays(lost, 2, PATIENCE);
            assertThat(scene.tasksKeptBy("second")).isEqualTo(Workload.PARTITIONS); // its own two and two copies
            final long killed = System.nanoTime();
            victim.kill();
            final int before = survivor.output().length();
            for (int n = 0; n < 10; n++) results.poll(); // what it had finished
            final int known = results.days().size();
            assertThat(lost).anyMatch(domain -> results.daysOf(domain) < Workload.DAYS);
            assertUndisturbed(results);
            final long next = results.days().stream()
                    .skip(known)
                    .filter(day -> lost.contains(day.domain()))
                    .findFirst()
                    .orElseThrow()
                    .nanoTime();
            say("%s go on %.1f s after the kill, %s"
                    .formatted(
                            lost,
                            (next - killed) / 1e9,
                            readBy(survivor.output().substring(before))));
        }
    }

    /// What a survivor read to take over: less than half of each store, for it had a copy.
    private static String readBy(String log) {
        final Matcher matcher = READ.matcher(log);
        final List<String> lines = new ArrayList<>();
        while (matcher.find()) {
            lines.add(matcher.group());
            assertThat(2 * Long.parseLong(matcher.group(3)))
                    .as(matcher.group())
                    .isLessThanOrEqualTo(Long.parseLong(matcher.group(4)));
        }
        return lines.isEmpty() ? "nothing had to be read" : String.join("; ", lines);
    }

    @Test
    void aSecondInstanceTakesItsShare() throws Exception {
        try (Scene scene = scene("scale-out");
                Results results = new Results(kafka())) {
            scene.startIngest();
            scene.startStatic("first");
            scene.awaitDomains("first", Workload.PARTITIONS);
            deliver(scene, 0, 2);
            results.awaitDays(Workload.DOMAINS, 2, PATIENCE);
            final long added = System.nanoTime();
            scene.startStatic("second");
            deliver(scene, 2, 4);
            scene.awaitDomains("second", 2);
            say("a second instance has its half %.1f s after its start".formatted((System.nanoTime() - added) / 1e9));
            deliver(scene, 4, Workload.DAYS);
            assertUndisturbed(results);
            assertThat(scene.tasksKeptBy("second")).isEqualTo(Workload.PARTITIONS); // its own two and two copies
        }
    }

    @Test
    void aBrokerKilledStopsNeitherStageNorDay() throws Exception {
        try (Scene scene = scene("killed-broker");
                Results results = new Results(kafka())) {
            final Settings publishing = scene.settings("publish");
            try (PublishService publish = new PublishService(publishing)) {
                publish.start();
                scene.startIngest();
                final ChildProcess first = scene.start("first");
                final ChildProcess second = scene.start("second");
                scene.awaitDomains("first", 2);
                scene.awaitDomains("second", 2);
                deliver(scene, 0, 3);
                results.awaitDays(Workload.DOMAINS.subList(0, 1), 1, PATIENCE);
                final int node = scene.group().coordinator().id();
                final long killed = System.nanoTime();
                cluster.kill(node);
                deliver(scene, 3, Workload.DAYS);
                final long[] last = {killed, 0};
                results.awaitAll(undisturbed.records(), PATIENCE);
                results.days().stream()
                        .map(Results.Day::nanoTime)
                        .filter(time -> time > killed)
                        .forEach(time -> {
                            last[1] = Math.max(last[1], time - last[0]);
                            last[0] = time;
                        });
                assertThat(results.records()).isEqualTo(undisturbed.records());
                Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                                ProductFiles.digests(publishing.productsFolder()))
                        .isEqualTo(undisturbed.products()));
                assertThat(first.runs()).isTrue();
                assertThat(second.runs()).isTrue();
                cluster.restart(node);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(scene::topicsAreWhole);
                say("without broker %d, which led the group, no day came for %.1f s at most"
                        .formatted(node, last[1] / 1e9));
            }
        }
    }
}
