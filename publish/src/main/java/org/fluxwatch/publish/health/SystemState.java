package org.fluxwatch.publish.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.publish.daily.Edition;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.StateView.DiskView;
import org.fluxwatch.publish.health.StateView.DomainView;
import org.fluxwatch.publish.health.StateView.ServiceView;

/// How the whole system is, put together: services from their heartbeats, days from the files, what is waited for from
/// both, granules and dead letters from their topics.
public final class SystemState {
    private static final double SECONDS_A_DAY = 86_400;
    private static final String DOMAIN_PART = "domain-";

    private final ProductFolder folder;
    private final Pipeline pipeline;
    private final StateReader reader;
    private final String own;
    private final CurrentAlarms alarms;
    private final InstantSource clock;

    /// @param own `SERVICE/INSTANCE` of this publish, whose state is known without its heartbeats
    public SystemState(
            ProductFolder folder,
            Pipeline pipeline,
            StateReader reader,
            String own,
            CurrentAlarms alarms,
            InstantSource clock) {
        this.folder = folder;
        this.pipeline = pipeline;
        this.reader = reader;
        this.own = own;
        this.alarms = alarms;
        this.clock = clock;
    }

    /// As it is now.
    ///
    /// @throws IOException when the products folder cannot be read
    public StateView now() throws IOException {
        final Instant now = clock.instant();
        final HeardRecords heard = reader.heard();
        final List<HeardServices.Heard> instances = heard.services(now);
        final List<ServiceView> services = new ArrayList<>();
        for (HeardServices.Heard one : instances) services.add(service(one, now));
        final StateView facts = new StateView(
                now,
                StateView.Level.GOOD,
                "",
                List.copyOf(services),
                domains(instances, now),
                heard.sensors(),
                alarms.now(),
                heard.quarantine(),
                heard.quarantined(),
                heard.deadLetters(),
                disks(instances));
        return new Judgement(facts, pipeline.snapshot(), pipeline.waiting(), reader.isCaughtUp()).made();
    }

    /// What rules are about: instances that were not stopped, and the seconds since they were heard.
    Map<String, Double> ages() {
        final Instant now = clock.instant();
        final Map<String, Double> ages = new java.util.TreeMap<>();
        for (HeardServices.Heard one : reader.heard().services(now))
            if (one.told() != ServiceState.STOPPED) ages.put(one.last().key(), seconds(one.age(now)));
        return ages;
    }

    /// Instances of a service that run.
    int running(String service) {
        final Instant now = clock.instant();
        int running = 0;
        for (HeardServices.Heard one : reader.heard().services(now))
            if (one.last().service().equals(service)
                    && switch (one.state(now)) {
                        case UP, WAITING -> true;
                        case FAILED, SILENT, STOPPED -> false;
                    }) running++;
        return running;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private ServiceView service(HeardServices.Heard one, Instant now) {
        final Heartbeat last = one.last();
        final boolean answers = last.key().equals(own);
        return new ServiceView(
                last.service(),
                last.instance(),
                answers ? ownState() : one.state(now),
                answers ? one.since() : one.since(now),
                last.started(),
                one.heard(),
                seconds(one.age(now)),
                last.version(),
                last.parts(),
                last.numbers());
    }

    /// It answers, so it is there, whether or not its heartbeats get through.
    private ServiceState ownState() {
        final Pipeline.Snapshot snapshot = pipeline.snapshot();
        for (Health.Part part : snapshot.parts().values())
            if (part.state() == Health.State.FAILED) return ServiceState.FAILED;
        return snapshot.ready() ? ServiceState.UP : ServiceState.WAITING;
    }

    private List<DomainView> domains(List<HeardServices.Heard> services, Instant now) throws IOException {
        final List<DomainView> domains = new ArrayList<>();
        for (AnalysedDomain analysed : folder.listed()) domains.add(domain(analysed, services, now));
        return domains;
    }

    private DomainView domain(AnalysedDomain analysed, List<HeardServices.Heard> services, Instant now)
            throws IOException {
        final NavigableMap<LocalDate, Path> days = folder.days(analysed);
        final List<String> waiting = waiting(analysed, services, now);
        final String system = analysed.system().label();
        if (days.isEmpty()) return new DomainView(analysed.domain(), system, null, null, 0, null, null, waiting);
        final Path file = days.lastEntry().getValue();
        final Optional<Edition> edition = folder.edition(analysed, file);
        final LocalDate newest = edition.map(Edition::asOf).orElse(days.lastKey());
        final Instant end = newest.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new DomainView(
                analysed.domain(),
                system,
                newest,
                edition.map(Edition::revision).orElse(null),
                days.size(),
                Files.getLastModifiedTime(file).toInstant(),
                Duration.between(end, now).toMillis() / (SECONDS_A_DAY * 1000),
                waiting);
    }

    /// Of assimilate by its running instances, of publish by itself.
    private List<String> waiting(AnalysedDomain analysed, List<HeardServices.Heard> services, Instant now) {
        final List<String> lines = new ArrayList<>();
        if (folder.own(analysed.domain()).equals(analysed))
            for (HeardServices.Heard one : services)
                if (one.state(now) != ServiceState.SILENT && one.state(now) != ServiceState.STOPPED)
                    for (Heartbeat.Part part : one.last().parts())
                        if (part.name().equals(DOMAIN_PART + analysed.domain())
                                && part.state() != Heartbeat.State.UP
                                && !part.detail().isEmpty()) lines.add(part.detail());
        for (String lack : pipeline.snapshot().pending()) if (lack.startsWith(analysed + " ")) lines.add(lack);
        return lines;
    }

    private static List<DiskView> disks(List<HeardServices.Heard> services) {
        final List<DiskView> disks = new ArrayList<>();
        for (HeardServices.Heard one : services)
            if (one.told() != ServiceState.STOPPED)
                for (Heartbeat.Disk disk : one.last().disks())
                    disks.add(new DiskView(
                            disk.folder(),
                            one.last().service(),
                            one.last().instance(),
                            disk.freeBytes(),
                            disk.totalBytes()));
        return disks;
    }
}
