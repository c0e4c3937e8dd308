package org.fluxwatch.deploy.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fluxwatch.deploy.twin.archive.Hostility;

/// What is to be done to whom when; the same seed gives the same orders.
final class Orders {
    private static final double SHORTEST_SECONDS = 0.3;
    private static final double LONGEST_SECONDS = 12;

    /// Every so many orders one waits for a new day, so that a run gets on.
    private static final int PATIENT_EVERY = 3;

    private static final double WIPED_SHARE = 0.2;
    private static final double LEFT_DEAD_SHARE = 0.3;
    private static final double LONGEST_DEAD_SECONDS = 3;

    /// Kills of several parts at the same moment, where there are several.
    private static final double SEVERAL_SHARE = 0.25;

    /// Kills of a broker alone after which it stays away for longer than clients wait for one answer.
    private static final double BROKER_AWAY_SHARE = 0.4;

    private static final double BROKER_AWAY_LEAST_SECONDS = 1;
    private static final double BROKER_AWAY_MOST_SECONDS = 180;

    private static final double DISK_SHARE = 0.08;
    private static final double ARCHIVE_SHARE = 0.08;
    private static final double LEAST_LASTING_SECONDS = 2;
    private static final double MOST_LASTING_SECONDS = 40;

    private static final List<Hostility> HOSTILITIES = List.of(Hostility.values());

    private final List<Disks.Disk> disks;
    private final Random random;
    private int given;

    /// @param afterNewDay whether the delay begins with a new day after the last start, and not with the start
    /// @param delay from then on
    record Order(Trouble trouble, boolean afterNewDay, Duration delay) {}

    /// @param disks that can be filled; none where the machine does not let us
    Orders(long seed, List<Disks.Disk> disks) {
        this.random = new Random(seed);
        this.disks = List.copyOf(disks);
    }

    /// @param parts of the system, the broker's first
    Order next(List<Deployment.Part> parts) {
        final boolean patient = given++ % PATIENT_EVERY == PATIENT_EVERY - 1;
        final double seconds =
                patient ? 2 * random.nextDouble() : evenInTheLogarithm(SHORTEST_SECONDS, LONGEST_SECONDS);
        return new Order(trouble(parts), patient, seconds(seconds));
    }

    private Trouble trouble(List<Deployment.Part> parts) {
        final double kind = random.nextDouble();
        if (kind < ARCHIVE_SHARE)
            return new Trouble.ArchiveOut(HOSTILITIES.get(random.nextInt(HOSTILITIES.size())), lasting());
        if (kind < ARCHIVE_SHARE + DISK_SHARE && !disks.isEmpty())
            return new Trouble.DiskOut(disks.get(random.nextInt(disks.size())), random.nextBoolean(), lasting());
        return kill(parts);
    }

    private Trouble.Kill kill(List<Deployment.Part> parts) {
        final List<Deployment.Part> victims = victims(parts);
        final boolean wiped = random.nextDouble() < WIPED_SHARE
                && victims.stream().anyMatch(part -> !part.local().isEmpty());
        final double dead = random.nextDouble() < LEFT_DEAD_SHARE ? LONGEST_DEAD_SECONDS * random.nextDouble() : 0;
        final boolean brokerAlone = parts.size() > 1
                && victims.equals(List.of(parts.getFirst()))
                && random.nextDouble() < BROKER_AWAY_SHARE;
        return new Trouble.Kill(
                victims,
                wiped,
                seconds(brokerAlone ? evenInTheLogarithm(BROKER_AWAY_LEAST_SECONDS, BROKER_AWAY_MOST_SECONDS) : dead));
    }

    private List<Deployment.Part> victims(List<Deployment.Part> parts) {
        if (parts.size() == 1 || random.nextDouble() >= SEVERAL_SHARE)
            return List.of(parts.get(random.nextInt(parts.size())));
        final List<Deployment.Part> some = new ArrayList<>(parts);
        Collections.shuffle(some, random);
        final List<Deployment.Part> chosen = some.subList(0, 2 + random.nextInt(parts.size() - 1));
        return parts.stream().filter(chosen::contains).toList();
    }

    private Duration lasting() {
        return seconds(evenInTheLogarithm(LEAST_LASTING_SECONDS, MOST_LASTING_SECONDS));
    }

    private double evenInTheLogarithm(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
