package org.fluxwatch.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxwatch.deploy.chaos.KillOrders.Order;
import org.junit.jupiter.api.Test;

class KillOrdersTest {
    private static final List<Deployment.Part> SERVICES =
            Deployment.of(Mode.SERVICES, new Deployment.Ports(1, 2, 3, 4)).parts();

    private static List<Order> orders(long seed, int count) {
        final KillOrders orders = new KillOrders(seed);
        return Stream.generate(() -> orders.next(SERVICES)).limit(count).toList();
    }

    @Test
    void sameSeedGivesTheSameOrders() {
        assertThat(orders(7, 50)).isEqualTo(orders(7, 50)).isNotEqualTo(orders(8, 50));
    }

    @Test
    void everyThirdWaitsForANewDaySoThatARunGetsOn() {
        final List<Order> orders = orders(1, 30);
        assertThat(IntStream.range(0, 30).filter(n -> orders.get(n).afterNewDay()))
                .containsExactly(2, 5, 8, 11, 14, 17, 20, 23, 26, 29);
    }

    @Test
    void hitsStartsAsWellAsWorkOfEveryPart() {
        final List<Order> orders = orders(1, 400);
        assertThat(orders).extracting(Order::part).containsAll(SERVICES);
        assertThat(orders).anyMatch(order -> order.delay().compareTo(Duration.ofMillis(500)) < 0);
        assertThat(orders).anyMatch(order -> order.delay().compareTo(Duration.ofSeconds(8)) > 0);
        assertThat(orders).allMatch(order -> order.delay().compareTo(Duration.ofSeconds(12)) <= 0);
    }

    @Test
    void wipesOnlyPartsThatKeepSomethingTheyCanDoWithout() {
        final List<Order> wiped = orders(1, 400).stream().filter(Order::wiped).toList();
        assertThat(wiped).extracting(order -> order.part().command()).containsOnly("ingest", "assimilate");
    }
}
