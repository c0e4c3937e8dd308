package org.fluxwatch.publish.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.publish.daily.ProductFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alarms of each domain's newest day, as its files have them.
public final class LatestAlarms implements CurrentAlarms {
    private static final Logger LOG = LoggerFactory.getLogger(LatestAlarms.class);

    private final ProductFolder folder;

    public LatestAlarms(ProductFolder folder) {
        this.folder = folder;
    }

    /// None when the folder cannot be read, which has a health part of its own.
    @Override
    public List<Alarm> now() {
        final List<DayAlarms> days = new ArrayList<>();
        try {
            for (AnalysedDomain analysed : folder.listed()) {
                final Map.Entry<LocalDate, Path> newest = folder.days(analysed).lastEntry();
                if (newest != null) folder.alarms(analysed, newest.getValue()).ifPresent(days::add);
            }
        } catch (IOException e) {
            LOG.debug("the alarms of the newest days cannot be read", e);
        }
        return days.stream()
                .flatMap(day -> day.alarms().stream()
                        .sorted(Comparator.comparing(DayAlarms.Alarm::severity).reversed())
                        .map(alarm -> of(day, alarm)))
                .toList();
    }

    private static Alarm of(DayAlarms day, DayAlarms.Alarm alarm) {
        return new Alarm(
                alarm.id(),
                day.identity().domain(),
                day.identity().system().label(),
                day.identity().day(),
                alarm.sensor().label(),
                alarm.mode(),
                alarm.severity().label(),
                alarm.text());
    }
}
