package org.fluxwatch.deploy.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.station.StationFiles;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTest {
    @TempDir
    private Path folder;

    /// Digests of all files, by name.
    private static Map<String, String> files(Path below) throws Exception {
        final Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(below)) {
            for (Path file : all.filter(Files::isRegularFile).toList())
                files.put(
                        below.relativize(file).toString(),
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
        }
        return files;
    }

    @Test
    void whatTheCommandWritesIsFoundWholeByCheck() {
        final CommandLineRun made = CommandLineRun.of("sample", "--out", folder.toString(), "--days", "1");
        assertThat(made.exitCode()).as(made.err()).isZero();
        final String settings = folder.resolve(Sample.SETTINGS).toString();
        assertThat(made.out())
                .contains("./fluxwatch check --settings " + settings + " --from 2019-05-01 --to 2019-05-01");
        final CommandLineRun check =
                CommandLineRun.of("check", "--settings", settings, "--from", "2019-05-01", "--to", "2019-05-01");
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(check.out())
                .contains(
                        "all 1 days can be run", "oco2_LtCO2_190501", "acos_LtCO2_190501", "MERRA-2", "CarbonTracker");
    }

    @Test
    void theSameDaysGiveTheSameBytesWithTheirTowersInThem() throws Exception {
        new Sample(folder, 1).write(day -> {});
        final Map<String, String> first = files(folder);
        new Sample(folder, 1).write(day -> {});
        assertThat(files(folder)).isEqualTo(first);
        assertThat(first.keySet())
                .contains(
                        "meteorology/MERRA2_400.inst3_3d_asm_Nv.20190430.nc4",
                        "meteorology/MERRA2_400.inst3_3d_asm_Nv.20190502.nc4")
                .noneMatch(name -> name.endsWith(".part"));
        final DomainSettings domain =
                SettingsLoader.load(folder.resolve(Sample.SETTINGS), Map.of()).domain("sample");
        final var seen = StationFiles.of(domain.inputs().stations(), domain.modelGrid(), 0)
                .ofDay(LocalDate.of(2019, 5, 1));
        assertThat(seen).hasSize(48);
        assertThat(seen)
                .allSatisfy(one -> assertThat(one.ppm()).isBetween(380.0, 480.0))
                .extracting(one -> one.time().atZone(ZoneOffset.UTC).toLocalDate())
                .containsOnly(LocalDate.of(2019, 5, 1));
        assertThat(List.copyOf(first.keySet())).anyMatch(name -> name.startsWith("stations/co2_ivn_"));
    }
}
