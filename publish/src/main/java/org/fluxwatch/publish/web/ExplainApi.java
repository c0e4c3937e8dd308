package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.explain.Explanations;

/// Why a day is as it is, as JSON.
/// ```
/// GET /api/explain?domain=[&system=]&day=&region=           which observations have moved a region's flux
/// GET /api/explain?domain=[&system=]&day=&sensor=[&mode=]   what a sensor has done to a day
/// ```
public final class ExplainApi {
    /// Each reads the observations of some tens of days.
    private static final int READING_AT_ONCE = 2;

    private final ProductFolder folder;
    private final Sensors sensors;
    private final Explanations explanations;
    private final Turns reading = Turns.ofDays(READING_AT_ONCE);

    /// @param sensors that may be asked for
    public ExplainApi(ProductFolder folder, Sensors sensors) {
        this.folder = folder;
        this.sensors = sensors;
        this.explanations = new Explanations(folder);
    }

    public void addTo(StatusServer server) {
        server.handle("/api/explain", Refused.answering(this::explain));
    }

    private void explain(HttpExchange exchange) throws IOException, Refused {
        final Query query = new Query(exchange);
        final AnalysedDomain analysed = query.analysed(folder);
        final LocalDate day = query.day();
        if (query.has("region") == query.has("sensor")) throw new Refused(400, "expected either a region or a sensor");
        if (query.has("region")) {
            if (query.has("mode")) throw new Refused(400, "mode goes with a sensor, not with a region");
            final String region = query.value("region");
            reading.take(exchange, () -> answer(exchange, explanations.region(analysed, day, region)));
            return;
        }
        final Sensor sensor = sensor(query.value("sensor"));
        final Optional<ViewMode> mode = query.has("mode")
                ? Optional.of(one("mode", query.value("mode"), ViewMode.values(), ViewMode::label))
                : Optional.empty();
        reading.take(exchange, () -> answer(exchange, explanations.sensor(analysed, day, sensor, mode)));
    }

    private Sensor sensor(String label) throws Refused {
        return sensors.observing().stream()
                .filter(sensor -> sensor.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new Refused(400, "no such sensor, expected one of " + sensors.observing()));
    }

    private static void answer(HttpExchange exchange, Explanations.Found<?> found) throws IOException, Refused {
        switch (found) {
            case Explanations.Found.Explained<?>(var explanation) -> Json.respond(exchange, 200, explanation);
            case Explanations.Found.Missing<?>(var why) -> throw new Refused(404, why);
        }
    }

    private static <E> E one(String what, String label, E[] values, Function<E, String> labels) throws Refused {
        final List<E> all = Arrays.asList(values);
        return all.stream()
                .filter(value -> labels.apply(value).equals(label))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        400,
                        "no such " + what + ", expected one of "
                                + all.stream().map(labels).toList()));
    }
}
