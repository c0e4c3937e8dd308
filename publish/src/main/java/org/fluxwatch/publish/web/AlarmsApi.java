package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.daily.ProductFolder;

/// How each day's observations compare with those of the days before, as JSON, from the files.
/// ```
/// GET /api/alarms?domain=[&system=]         days with their alarms, the newest first, 90 at most
/// GET /api/alarms?domain=[&system=]&day=    one day: statistics by sensor and mode with their limits, and alarms
/// ```
/// Days of the inversion and of version 0.2.0 or before are not watched: they are not listed, and 404.
public final class AlarmsApi {
    private static final int MOST_DAYS = 90;

    private final ProductFolder folder;

    public AlarmsApi(ProductFolder folder) {
        this.folder = folder;
    }

    public void addTo(StatusServer server) {
        server.handle("/api/alarms", Refused.answering(this::alarms));
    }

    private record DayEntry(LocalDate day, int revision, Severity worst, List<AlarmView> alarms) {}

    private record Days(String domain, AssimilationSystem system, List<DayEntry> days) {}

    private record Day(
            String domain,
            AssimilationSystem system,
            LocalDate day,
            int revision,
            List<WatchedView> watched,
            List<AlarmView> alarms) {}

    private void alarms(HttpExchange exchange) throws IOException, Refused {
        final Query query = new Query(exchange);
        final AnalysedDomain analysed = query.analysed(folder);
        final Optional<LocalDate> day = query.day("day");
        Json.respond(exchange, 200, day.isPresent() ? day(analysed, day.get()) : days(analysed));
    }

    private Days days(AnalysedDomain analysed) throws IOException {
        final List<DayEntry> entries = new ArrayList<>();
        for (Map.Entry<LocalDate, Path> day :
                folder.days(analysed).descendingMap().entrySet()) {
            if (entries.size() == MOST_DAYS) break;
            final Optional<DayAlarms> said = folder.alarms(analysed, day.getValue());
            if (said.isEmpty()) continue;
            final DayAlarms alarms = said.get();
            entries.add(new DayEntry(day.getKey(), alarms.identity().revision(), alarms.worst(), AlarmView.of(alarms)));
        }
        return new Days(analysed.domain(), analysed.system(), entries);
    }

    private Day day(AnalysedDomain analysed, LocalDate day) throws IOException, Refused {
        final Optional<Path> file = folder.find(analysed, day);
        final Optional<DayAlarms> said = file.isPresent() ? folder.alarms(analysed, file.get()) : Optional.empty();
        final DayAlarms alarms = said.orElseThrow(
                () -> new Refused(404, "there is no day of " + analysed + " that was watched for " + day));
        return new Day(
                analysed.domain(),
                analysed.system(),
                day,
                alarms.identity().revision(),
                WatchedView.of(alarms),
                AlarmView.of(alarms));
    }
}
