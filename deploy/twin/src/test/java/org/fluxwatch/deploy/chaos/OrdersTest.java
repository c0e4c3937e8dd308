package org.fluxwatch.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fluxwatch.deploy.chaos.Orders.Order;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final List<Deployment.Part> SERVICES =
            Deployment.of(Mode.SERVICES, new Deployment.Ports(1, 2, 3, 4)).parts();

    private static List<Order> orders(long seed, int count) {
        final Orders orders = new Orders(seed, List.of(Disks.Disk.values()));
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

    private static List<Trouble.Kill> kills(long seed, int count) {
        return orders(seed, count).stream()
                .map(Order::trouble)
                .filter(Trouble.Kill.class::isInstance)
                .map(Trouble.Kill.class::cast)
                .toList();
    }

    @Test
    void hitsStartsAsWellAsWorkOfEveryPartAloneAndSeveralAtOnce() {
        final List<Order> orders = orders(1, 400);
        assertThat(orders).anyMatch(order -> order.delay().compareTo(Duration.ofMillis(500)) < 0);
        assertThat(orders).anyMatch(order -> order.delay().compareTo(Duration.ofSeconds(8)) > 0);
        assertThat(orders).allMatch(order -> order.delay().compareTo(Duration.ofSeconds(12)) <= 0);
        assertThat(kills(1, 400))
                .extracting(Trouble.Kill::parts)
                .contains(SERVICES)
                .containsAll(SERVICES.stream().map(List::of).toList());
    }

    @Test
    void wipesOnlyWherePartsKeepSomethingTheyCanDoWithout() {
        assertThat(kills(1, 400)).filteredOn(Trouble.Kill::wiped).allMatch(kill -> kill.parts().stream()
                .anyMatch(part -> !part.local().isEmpty()));
    }

    @Test
    void leavesABrokerAwayFromASecondToThreeMinutes() {
        assertThat(kills(1, 2000))
                .filteredOn(kill -> kill.dead().compareTo(Duration.ofSeconds(3)) > 0)
                .allMatch(kill -> kill.victims().equals("broker"))
                .anyMatch(kill -> kill.dead().compareTo(Duration.ofSeconds(60)) > 0)
                .allMatch(kill -> kill.dead().compareTo(Duration.ofMinutes(3)) <= 0);
    }

    @Test
    void takesAwayDisksOnlyWhereThereAreSome() {
        assertThat(orders(1, 400)).extracting(Order::trouble).hasAtLeastOneElementOfType(Trouble.DiskOut.class);
        final Orders none = new Orders(1, List.of());
        assertThat(Stream.generate(() -> none.next(SERVICES)).limit(400))
                .extracting(Order::trouble)
                .doesNotHaveAnyElementsOfTypes(Trouble.DiskOut.class)
                .hasAtLeastOneElementOfType(Trouble.ArchiveOut.class);
    }
}
