package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

class TransactionTimeoutTest {
    private static Duration of(String grid) {
        final Settings settings = SettingsLoader.parse("domains: {here: {grid: " + grid + "}}", "here", Map.of());
        return AssimilationStream.transactionTimeout(settings);
    }

    @Test
    void aSmallStateHasLittleMoreThanKafkasUsualTime() {
        assertThat(of("{columns: 30, rows: 24, cell-km: 128.0}"))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(14));
    }

    /// 180 MB, 100 Mbit/s: 15 s.
    @Test
    void aStateOfFullSizeFitsIntoItOverASlowNetwork() {
        assertThat(of("{columns: 105, rows: 86, cell-km: 64.0}"))
                .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(50));
    }

    @Test
    void noBrokerRefusesItAsTooLong() {
        assertThat(of("{columns: 2000, rows: 2000, cell-km: 4.0}")).isLessThan(Duration.ofMinutes(15));
    }
}
