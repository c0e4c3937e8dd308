package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxwatch.deploy.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `deploy/compose` in a Docker engine: the twin's archive to its products, while each container is killed in turn.
/// What comes of it is what an undisturbed run gives, dashboards have data, and an alert fires.
class ComposeIT {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BEGIN = System.nanoTime();

    @TempDir
    private Path folder;

    @Test
    void worksThroughKillsShowsItsStateAndAlerts() throws Exception {
        final Optional<String> obstacle = ComposeStack.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        try (ComposeStack stack = new ComposeStack()) {
            stack.up(1);
            awaitProduct(stack, 1);
            int days = 1;
            for (String service : ComposeStack.SERVICES) {
                stack.twinDays(++days);
                final String started = stack.kill(service);
                say("killed " + service);
                awaitThat(() -> stack.isBack(service, started), service + " is back");
                awaitProduct(stack, days);
            }
            for (String service : ComposeStack.SERVICES)
                awaitThat(() -> stack.isHealthy(service), service + " is healthy");
            requireTheBytesOfAnUndisturbedRun(stack, days);
            final DashboardQueries queries = new DashboardQueries("1m");
            final int asked = queries.size();
            queries.requireData(stack.prometheus(), FIRST, days, PATIENCE);
            say(asked + " queries of the dashboards have data");
            stack.stop("assimilate");
            awaitThat(() -> alerts(stack).contains("FluxwatchServiceSilent assimilate active"), "the alert fires");
            stack.start("assimilate");
            awaitThat(() -> !alerts(stack).contains("FluxwatchServiceSilent assimilate active"), "it is over");
        }
    }

    private static void awaitProduct(ComposeStack stack, int days) throws Exception {
        final String name = product(FIRST.plusDays(days - 1));
        awaitThat(
                () -> stack.status(ComposeStack.PUBLISH + "/products/east-asia/2019/" + name) == 200,
                name + " is published");
    }

    private static String product(LocalDate day) {
        return "fluxwatch_east-asia_filter_" + day.toString().replace("-", "") + ".nc";
    }

    /// The first day, which later ones have smoothed, and the last.
    private void requireTheBytesOfAnUndisturbedRun(ComposeStack stack, int days) throws Exception {
        stack.copy("publish", "/data/products", folder.resolve("products"));
        stack.copy("twin", "/data/archive", folder.resolve("archive"));
        for (LocalDate day : List.of(FIRST, FIRST.plusDays(days - 1))) {
            final StringWriter told = new StringWriter();
            final int code = Main.commandLine()
                    .setOut(new PrintWriter(told))
                    .setErr(new PrintWriter(told))
                    .execute(
                            "reproduce",
                            folder.resolve("products/east-asia/2019")
                                    .resolve(product(day))
                                    .toString(),
                            "--settings",
                            ComposeStack.FOLDER.resolve("twin-settings.yaml").toString(),
                            "--granules",
                            folder.resolve("archive").toString(),
                            "--out",
                            folder.resolve("again-" + day).toString());
            assertThat(code).as(told.toString()).isZero();
            say(told.toString().strip().lines().reduce((first, last) -> last).orElse("") + " (" + day + ")");
        }
    }

    /// Those that Alertmanager has: name, service, state.
    private static List<String> alerts(ComposeStack stack) throws Exception {
        final List<String> alerts = new ArrayList<>();
        for (JsonNode alert : JSON.readTree(stack.get(ComposeStack.ALERTMANAGER + "/api/v2/alerts")))
            alerts.add(alert.at("/labels/alertname").asText() + " "
                    + alert.at("/labels/service").asText() + " "
                    + alert.at("/status/state").asText());
        return alerts;
    }

    private static void awaitThat(Callable<Boolean> condition, String what) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(condition);
        say(what);
    }

    /// What a run of minutes shows while it goes on.
    private static void say(String what) {
        System.out.printf(
                "compose: %4d s  %s%n",
                Duration.ofNanos(System.nanoTime() - BEGIN).toSeconds(), what);
    }
}
