package org.fluxwatch.publish.health;

import java.io.IOException;
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
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.daily.Edition;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.ProductListing.Listed;
import org.fluxwatch.publish.health.StateView.DiskView;
import org.fluxwatch.publish.health.StateView.DomainView;
import org.fluxwatch.publish.health.StateView.ServiceView;

/// How the whole system is, put together: services from their heartbeats, days from the files, what is waited for from
/// both, granules and dead letters from their topics.
public final class SystemState {
    private static final double SECONDS_A_DAY = 86_400;
    private static final String DOMAIN_PART = "domain-";

    private final ProductListing listing;
    private final ProductFolder folder;
    private final Pipeline pipeline;
    private final StateReader reader;
    private final String own;
    private final CurrentAlarms alarms;
    private final InstantSource clock;

    /// @param own `SERVICE/INSTANCE` of this publish, whose state is known without its heartbeats
    public SystemState(
            ProductListing listing,
            Pipeline pipeline,
            StateReader reader,
            String own,
            CurrentAlarms alarms,
            InstantSource clock) {
        this.listing = listing;
        this.folder = listing.folder();
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
        final CurrentAlarms.Told told = alarms.now();
        final StateView facts = new StateView(
                now,
                StateView.Level.GOOD,
                "",
                List.copyOf(services),
                domains(instances, told.unknown(), now),
                heard.sensors(),
                told.alarms(),
                heard.quarantine(),
                heard.quarantined(),
                heard.deadLetters(),
                disks(instances));
        return new Judgement(facts, pipeline.snapshot(), pipeline.waiting(), reader.isCaughtUp()).made();
    }

    /// Has the alarms of the newest days looked up, for those that are told of them.
    void lookAtAlarms() {
        alarms.now();
    }

    /// What rules are about: instances that have not ended by their own word, and the seconds since they were heard.
    Map<String, Double> ages() {
        final Instant now = clock.instant();
        final Map<String, Double> ages = new TreeMap<>();
        for (HeardServices.Heard one : reader.heard().services(now))
            if (!one.last().stopped()) ages.put(one.last().key(), seconds(one.age(now)));
        return ages;
    }

    /// Instances of a service that run.
    int running(String service) {
        final Instant now = clock.instant();
        int running = 0;
        for (HeardServices.Heard one : reader.heard().services(now))
            if (one.last().service().equals(service) && one.runs(now)) running++;
        return running;
    }

    /// Instances of a service that have failed and that no other has replaced.
    int failed(String service) {
        final Instant now = clock.instant();
        final HeardRecords heard = reader.heard();
        int failed = 0;
        for (HeardServices.Heard one : heard.services(now))
            if (one.last().service().equals(service)
                    && one.state(now) == ServiceState.FAILED
                    && !heard.isReplaced(one, now)) failed++;
        return failed;
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

    /// When the newest file of each domain and system was written, by the clock.
    Map<AnalysedDomain, Instant> written() throws IOException {
        final Map<AnalysedDomain, Instant> written = new TreeMap<>();
        listing.now().forEach((analysed, listed) -> {
            final Instant at = listed.written();
            if (at != null) written.put(analysed, at);
        });
        return written;
    }

    private List<DomainView> domains(
            List<HeardServices.Heard> services, Map<AnalysedDomain, String> unknown, Instant now) throws IOException {
        final List<DomainView> domains = new ArrayList<>();
        for (Map.Entry<AnalysedDomain, Listed> one : listing.now().entrySet())
            domains.add(domain(one.getKey(), one.getValue(), services, unknown.getOrDefault(one.getKey(), ""), now));
        return domains;
    }

    private DomainView domain(
            AnalysedDomain analysed,
            Listed listed,
            List<HeardServices.Heard> services,
            String alarmsUnknown,
            Instant now) {
        final NavigableMap<LocalDate, Path> days = listed.days();
        final List<String> waiting = waiting(analysed, services, now);
        final String system = analysed.system().label();
        if (days.isEmpty())
            return new DomainView(
                    analysed.domain(), system, null, null, 0, null, null, waiting, folder.damaged(analysed), "");
        Optional<Edition> edition = Optional.empty();
        String unreadable = "the file of " + days.lastKey() + " is damaged";
        try {
            edition = folder.edition(analysed, days.lastEntry().getValue());
            if (edition.isPresent()) unreadable = alarmsUnknown;
        } catch (IOException e) {
            unreadable = "the file of " + days.lastKey() + " cannot be read: " + Messages.of(e);
        }
        final LocalDate newest = edition.map(Edition::asOf).orElse(days.lastKey());
        final Instant end = newest.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new DomainView(
                analysed.domain(),
                system,
                newest,
                edition.map(Edition::revision).orElse(null),
                days.size(),
                listed.written(),
                Duration.between(end, now).toMillis() / (SECONDS_A_DAY * 1000),
                waiting,
                folder.damaged(analysed),
                unreadable);
    }

    /// Of assimilate by its running instances, of publish by itself.
    private List<String> waiting(AnalysedDomain analysed, List<HeardServices.Heard> services, Instant now) {
        final List<String> lines = new ArrayList<>();
        if (folder.own(analysed.domain()).equals(analysed))
            for (HeardServices.Heard one : services)
                if (one.state(now) != ServiceState.SILENT && !one.last().stopped())
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
            if (!one.last().stopped())
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
