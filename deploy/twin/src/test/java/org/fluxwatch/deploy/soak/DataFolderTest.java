package org.fluxwatch.deploy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fluxwatch.deploy.soak.DataFolder.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path folder;

    private void file(String path, int bytes) throws Exception {
        final Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }

    @Test
    void everyFileIsOfOneKind() throws Exception {
        file("broker/observations-3/00000000000000000000.log", 1000);
        file("broker/observations-0/00000000000000000000.log", 200);
        file("broker/observations-0/00000000000000000000.timeindex", 10_485_756);
        file("broker/fluxwatch-assimilate-ensemble-changelog-1/00000000000000000000.log", 10);
        file("broker/meta.properties", 20);
        file("state/fluxwatch-assimilate/0_1/rocksdb/clock/000008.sst", 30);
        file("state/fluxwatch-assimilate/0_1/.checkpoint", 1);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_20190501.nc", 40);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_obs_20190501.nc", 41);
        file("products/east-asia/2019/fluxwatch_east-asia_inversion_obs_2019-05.nc", 400);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_hourly_20190501.nc", 42);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_members_20190501.nc", 43);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_members_2019-05.nc", 44);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_2019-05.nc", 45);
        file("products/east-asia/2019/fluxwatch_east-asia_inversion_2019-05.nc", 46);
        file("products/east-asia/fluxwatch_east-asia_filter_2019.nc", 47);
        file("products/east-asia/2019/previous/fluxwatch_east-asia_filter_20190501.r0.nc", 48);
        file("products/east-asia/2019/fluxwatch_east-asia_filter_20190501.nc.sig", 4);
        file("products/east-asia/2019/ballast", 5);
        file("ingest/quarantine/oco2.nc4", 6);
        file("ingest/downloads/oco2.nc4.part", 7);
        file("ingest-service/fluxwatch.log", 8);
        file("assimilate-service/fluxwatch.3.log", 9);
        file("prepared/east-asia/hours.ring", 11);
        file("in-use.lock", 0);
        assertThat(DataFolder.sizes(folder))
                .containsOnly(
                        Map.entry("topic observations", new Size(3, 1200)),
                        Map.entry("topic fluxwatch-assimilate-ensemble-changelog", new Size(1, 10)),
                        Map.entry("broker, other", new Size(1, 20)),
                        Map.entry("store clock", new Size(1, 30)),
                        Map.entry("state, other", new Size(1, 1)),
                        Map.entry("products days", new Size(1, 40)),
                        Map.entry("products observations", new Size(2, 441)),
                        Map.entry("products hours", new Size(1, 42)),
                        Map.entry("products members of days", new Size(1, 43)),
                        Map.entry("products members of months", new Size(1, 44)),
                        Map.entry("products months and years", new Size(3, 45 + 46 + 47)),
                        Map.entry("products previous", new Size(1, 48)),
                        Map.entry("products signatures", new Size(1, 4)),
                        Map.entry("products, other", new Size(1, 5)),
                        Map.entry("ingest quarantine", new Size(1, 6)),
                        Map.entry("ingest downloads", new Size(1, 7)),
                        Map.entry("logs", new Size(2, 17)),
                        Map.entry("prepared", new Size(1, 11)),
                        Map.entry("data folder itself", new Size(1, 0)));
    }

    @Test
    void whatNobodyForesawMayNotGrow() {
        assertThat(DataFolder.growth(DataFolder.kind(Path.of("scratch/2019/one.tmp"))))
                .isEqualTo(Growth.NONE);
        assertThat(DataFolder.growth("products days")).isEqualTo(Growth.BY_DAY);
        assertThat(DataFolder.growth("topic checkpoints")).isEqualTo(new Growth.UpTo(12 * 67_108_864.0));
    }
}
