package org.fluxwatch.deploy.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// Who is to be killed when; the same seed gives the same orders.
final class KillOrders {
    private static final double SHORTEST_SECONDS = 0.3;
    private static final double LONGEST_SECONDS = 12;

    /// Every so many kills one waits for a new day, so that a run gets on.
    private static final int PATIENT_EVERY = 3;

    private static final double WIPED_SHARE = 0.2;
    private static final double LEFT_DEAD_SHARE = 0.3;
    private static final double LONGEST_DEAD_SECONDS = 3;

    private final Random random;
    private int given;

    /// @param afterNewDay whether the delay begins with a new day after the last start, and not with the start
    /// @param delay from then to the kill
    /// @param wiped whether its local folders go while it is dead
    /// @param dead how long it is left dead
    record Order(Deployment.Part part, boolean afterNewDay, Duration delay, boolean wiped, Duration dead) {}

    KillOrders(long seed) {
        random = new Random(seed);
    }

    Order next(List<Deployment.Part> parts) {
        final boolean patient = given++ % PATIENT_EVERY == PATIENT_EVERY - 1;
        final Deployment.Part part = parts.get(random.nextInt(parts.size()));
        final double seconds = patient
                ? 2 * random.nextDouble()
                : SHORTEST_SECONDS * Math.pow(LONGEST_SECONDS / SHORTEST_SECONDS, random.nextDouble());
        final boolean wiped = random.nextDouble() < WIPED_SHARE;
        final double dead = random.nextDouble() < LEFT_DEAD_SHARE ? LONGEST_DEAD_SECONDS * random.nextDouble() : 0;
        return new Order(part, patient, seconds(seconds), wiped && !part.local().isEmpty(), seconds(dead));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
