package org.fluxwatch.publish.health;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.publish.health.CurrentAlarms.Alarm;
import org.fluxwatch.publish.health.StateView.DiskView;
import org.fluxwatch.publish.health.StateView.DomainView;
import org.fluxwatch.publish.health.StateView.Level;
import org.fluxwatch.publish.health.StateView.ServiceView;

/// What an operator is told of a state in one sentence: the worst thing, how many more there are, or that all is well.
/// Quarantine is no trouble by itself: days go on without its granules, and a bad file may lie there for ever.
final class Judgement {
    static final List<String> SERVICES = List.of("ingest", "assimilate", "publish");

    private static final double LITTLE_ROOM = 0.1;
    private static final double NO_ROOM = 0.02;
    /// The same as the alert FluxwatchTokenEnds.
    private static final double TOKEN_DAYS = 14;

    /// One that has failed and is not heard for so long has ended.
    private static final double SECONDS_TILL_GONE = HeardServices.SILENT_AFTER.toSeconds();

    /// @param order among those of a level, the lowest first
    private record Trouble(Level level, int order, String text) {
        static final Comparator<Trouble> WORST_FIRST =
                Comparator.comparing(Trouble::level).reversed().thenComparingInt(Trouble::order);
    }

    private final StateView facts;
    private final Pipeline.Snapshot pipeline;
    private final Backlog backlog;
    private final boolean caughtUp;
    private final List<Trouble> troubles = new ArrayList<>();

    /// @param facts without level and summary
    Judgement(StateView facts, Pipeline.Snapshot pipeline, Backlog backlog, boolean caughtUp) {
        this.facts = facts;
        this.pipeline = pipeline;
        this.backlog = backlog;
        this.caughtUp = caughtUp;
    }

    /// The same state with level and summary.
    StateView made() {
        judge();
        troubles.sort(Trouble.WORST_FIRST);
        final Level level =
                troubles.isEmpty() ? Level.GOOD : troubles.getFirst().level();
        return new StateView(
                facts.now(),
                level,
                troubles.isEmpty() ? wellBeing() : troubles.getFirst().text() + more(troubles.size() - 1),
                facts.services(),
                facts.domains(),
                facts.sensors(),
                facts.alarms(),
                facts.quarantine(),
                facts.quarantined(),
                facts.deadLetters(),
                facts.disks());
    }

    private static String more(int others) {
        return others == 0 ? "." : others == 1 ? "; one more thing below." : "; " + others + " more things below.";
    }

    private void add(Level level, int order, String text) {
        troubles.add(new Trouble(level, order, text));
    }

    private void judge() {
        final Health.Part kafka = pipeline.parts().get(Pipeline.KAFKA);
        if (kafka != null && kafka.state() != Health.State.UP) {
            add(
                    kafka.state() == Health.State.STARTING ? Level.WARNING : Level.BAD,
                    0,
                    "publish has no Kafka, so nothing is known of the other services"
                            + (kafka.detail().isEmpty() ? "" : ": " + kafka.detail()));
        } else if (!caughtUp) add(Level.WARNING, 0, "publish is still reading what the services have said");
        else SERVICES.forEach(this::judgeService);
        if (!backlog.disk().isEmpty()) add(Level.BAD, 2, backlog.disk());
        facts.disks().forEach(this::judgeDisk);
        facts.services().forEach(this::judgeToken);
        for (Alarm alarm : facts.alarms())
            if (alarm.holds())
                add(alarm.severity().equals("severe") ? Level.BAD : Level.WARNING, 5, withoutStop(alarm.text()));
        facts.domains().forEach(this::judgeFiles);
        for (DomainView domain : facts.domains())
            if (!domain.waiting().isEmpty())
                add(
                        Level.WARNING,
                        6,
                        domain.domain() + "/" + domain.system() + " waits: "
                                + domain.waiting().getFirst());
        if (!backlog.letters().isEmpty()) add(Level.WARNING, 7, backlog.letters());
        final int letters = facts.deadLetters().stream()
                .mapToInt(StateView.DeadLetterView::count)
                .sum();
        if (letters > 0)
            add(
                    Level.WARNING,
                    8,
                    letters + (letters == 1 ? " dead letter waits" : " dead letters wait") + " for an operator");
    }

    private void judgeFiles(DomainView domain) {
        final String name = domain.domain() + "/" + domain.system();
        if (!domain.unreadable().isEmpty())
            add(Level.WARNING, 5, name + ": whether there are alarms is not known, " + domain.unreadable());
        else if (domain.damaged() > 0)
            add(
                    Level.WARNING,
                    6,
                    name + " has " + domain.damaged() + (domain.damaged() == 1 ? " damaged file" : " damaged files"));
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private void judgeService(String service) {
        final List<ServiceView> instances = facts.services().stream()
                .filter(one -> one.service().equals(service))
                .toList();
        if (instances.isEmpty()) {
            add(Level.BAD, 1, service + " has not been heard of in the last week, or ever");
            return;
        }
        final boolean anyRuns = instances.stream()
                .anyMatch(one -> one.state() == ServiceState.UP || one.state() == ServiceState.WAITING);
        for (ServiceView one : instances) {
            final String name = instances.size() == 1 ? service : service + " " + one.instance();
            switch (one.state()) {
                case UP -> {}
                case WAITING -> judgeWaiting(one, name);
                case FAILED ->
                    add(
                            anyRuns && one.ageSeconds() > SECONDS_TILL_GONE ? Level.WARNING : Level.BAD,
                            1,
                            name + " has failed: " + reason(one, Heartbeat.State.FAILED));
                case SILENT ->
                    add(
                            anyRuns ? Level.WARNING : Level.BAD,
                            1,
                            name + " has been silent for " + duration(one.ageSeconds()));
                case STOPPED -> {
                    if (!anyRuns) add(Level.WARNING, 1, name + " was stopped " + duration(one.ageSeconds()) + " ago");
                }
            }
        }
    }

    /// What a domain waits for is told with the domain.
    private void judgeWaiting(ServiceView one, String name) {
        final boolean onlyDomains = one.parts().stream()
                .allMatch(part ->
                        part.state() == Heartbeat.State.UP || part.name().startsWith("domain-"));
        if (one.parts().isEmpty() || !onlyDomains)
            add(Level.WARNING, 4, name + " waits: " + reason(one, Heartbeat.State.WAITING));
    }

    private static String reason(ServiceView one, Heartbeat.State state) {
        Optional<Heartbeat.Part> found =
                one.parts().stream().filter(part -> part.state() == state).findFirst();
        if (found.isEmpty())
            found = one.parts().stream()
                    .filter(part -> part.state() != Heartbeat.State.UP)
                    .findFirst();
        return found.map(part -> part.name() + (part.detail().isEmpty() ? "" : ", " + part.detail()))
                .orElse("it has just begun");
    }

    private void judgeDisk(DiskView disk) {
        final double share = disk.freeShare();
        if (share >= LITTLE_ROOM) return;
        add(
                share < NO_ROOM ? Level.BAD : Level.WARNING,
                3,
                String.format(
                        Locale.ROOT,
                        "the disk of %s's folder %s has %.1f %% free",
                        disk.service(),
                        disk.folder(),
                        100 * share));
    }

    private void judgeToken(ServiceView one) {
        final Double days = one.numbers().get("token-days-left");
        if (days == null || days >= TOKEN_DAYS || one.state() == ServiceState.STOPPED) return;
        add(
                days <= 0 ? Level.BAD : Level.WARNING,
                3,
                days <= 0
                        ? "the archive's token has ended"
                        : String.format(Locale.ROOT, "the archive's token ends in %.1f days", days));
    }

    static String duration(double seconds) {
        if (seconds < 120) return Math.round(seconds) + " s";
        if (seconds < 2 * 3600) return Math.round(seconds / 60) + " min";
        if (seconds < 2 * 86_400) return Math.round(seconds / 3600) + " h";
        return Math.round(seconds / 86_400) + " days";
    }

    /// The newest day is the world's time, not the clock's.
    private String wellBeing() {
        final Optional<LocalDate> newest = facts.domains().stream()
                .map(DomainView::newestDay)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        return "All services run"
                + newest.map(day -> "; the newest day analysed is " + day).orElse("; no day has been analysed yet")
                + (facts.quarantined() == 0
                        ? "."
                        : facts.quarantined() == 1
                                ? "; one granule is in quarantine."
                                : "; " + facts.quarantined() + " granules are in quarantine.");
    }
}
