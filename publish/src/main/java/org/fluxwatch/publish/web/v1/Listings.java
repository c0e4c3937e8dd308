package org.fluxwatch.publish.web.v1;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.Refused;
import org.jspecify.annotations.Nullable;

/// Which domains, systems and days there are.
final class Listings {
    private final ProductFolder folder;
    private final DayHead.Reader heads;

    Listings(ProductFolder folder, DayHead.Reader heads) {
        this.folder = folder;
        this.heads = heads;
    }

    /// @param first day of products; null without any
    /// @param last day of products, or first day of the last month
    /// @param count of products
    private record Domain(
            String domain,
            String system,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            int count) {}

    private record Domains(List<Domain> domains) {}

    Answer domains(Request request) throws IOException {
        final List<Domain> domains = new ArrayList<>();
        for (AnalysedDomain analysed : folder.listed()) {
            final NavigableMap<LocalDate, Path> days = folder.days(analysed);
            domains.add(new Domain(
                    analysed.domain(),
                    analysed.system().label(),
                    days.isEmpty() ? null : days.firstKey(),
                    days.isEmpty() ? null : days.lastKey(),
                    days.size()));
        }
        return new Answer.OfJson(new Domains(domains));
    }

    /// @param day or the first of the month
    /// @param revision null where the file is damaged, as are all that follow
    private record Day(
            LocalDate day,
            @Nullable Integer revision,
            @Nullable Boolean spinUp,
            @Nullable Integer smoothingDays,
            @Nullable String asOf,
            @Nullable String status,
            String file) {}

    private record Days(String domain, String system, List<Day> days) {}

    Answer days(Request request) throws IOException, Refused {
        final AnalysedDomain analysed = request.analysed();
        final LocalDate from = request.query().day("from").orElse(LocalDate.MIN);
        final LocalDate to = request.query().day("to").orElse(LocalDate.MAX);
        if (from.isAfter(to)) throw new Refused(400, "from is after to, expected from <= to");
        final List<Day> days = new ArrayList<>();
        for (Map.Entry<LocalDate, Path> entry :
                folder.days(analysed).subMap(from, true, to, true).entrySet()) {
            final Optional<DayHead> found;
            try {
                found = heads.of(entry.getValue());
            } catch (NoSuchFileException e) {
                continue; // it has gone meanwhile
            }
            final String file = folder.relative(entry.getValue());
            if (found.isEmpty()) {
                days.add(new Day(entry.getKey(), null, null, null, null, null, file));
                continue;
            }
            final DayHead head = found.get();
            days.add(new Day(
                    entry.getKey(),
                    head.revision(),
                    head.spinUp(),
                    head.smoothingDays(),
                    head.asOf(),
                    head.status(),
                    file));
        }
        return new Answer.OfJson(new Days(analysed.domain(), analysed.system().label(), days));
    }
}
