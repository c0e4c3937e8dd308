package org.fluxwatch.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.kafka.clients.producer.MockProducer;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthlyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole stage on an inversion's records, with a simulated broker.
class PublishMonthsTest {
    private static final LocalDate MAY = LocalDate.of(2019, 5, 1);

    @TempDir
    Path folder;

    private static DayProduct day(int dayOfMay, int revision) {
        return Months.day(MAY.withDayOfMonth(dayOfMay), revision, 3);
    }

    private PublishService service(DayProduct... days) {
        final PublishService service = new PublishService(
                Months.settings(folder),
                () -> {},
                () -> PublishServiceTest.broker(days),
                MockProducer::new,
                Alarming::producer,
                PublishServiceTest::nothingSaid);
        service.start();
        return service;
    }

    private static void await(PublishService service, String outcome, int days) throws Exception {
        final String line = "fluxwatch_publish_days_total{domain=\"months\",outcome=\"" + outcome
                + "\",system=\"inversion\"} " + days + ".0";
        String metrics = "";
        for (int n = 0; n < 200 && !metrics.contains(line); n++) {
            Thread.sleep(50);
            metrics = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
        assertThat(metrics).contains(line);
    }

    private Path file(String month) {
        return folder.resolve("products/months/2019/fluxwatch_months_inversion_" + month + ".nc");
    }

    @Test
    void recordsOnTheInversionsOwnGridBecomeMonthsAndAreUnchangedWhenReadAgain() throws Exception {
        try (PublishService service = service(day(19, 0), day(20, 0), day(21, 0))) {
            await(service, "published", 3);
        }
        assertThat(MonthlyFile.read(file("2019-04")))
                .isEqualTo(day(20, 0).products().getFirst());
        assertThat(MonthlyFile.read(file("2019-05")))
                .isEqualTo(day(21, 0).products().getFirst());
        final byte[] before = Files.readAllBytes(file("2019-05"));
        try (PublishService service = service(day(19, 0), day(20, 0), day(21, 0), day(20, 1), day(21, 1))) {
            await(service, "superseded", 2);
            await(service, "unchanged", 1);
            await(service, "published", 2);
        }
        assertThat(Files.readAllBytes(file("2019-05"))).isNotEqualTo(before);
        assertThat(MonthlyFile.read(file("2019-04")))
                .isEqualTo(day(20, 1).products().getFirst());
        assertThat(MonthlyFile.read(file("2019-05")))
                .isEqualTo(day(21, 1).products().getFirst());
    }
}
