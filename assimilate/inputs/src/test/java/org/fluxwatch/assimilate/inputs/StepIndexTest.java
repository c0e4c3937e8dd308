package org.fluxwatch.assimilate.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inputs.StepIndex.Indexed;
import org.fluxwatch.assimilate.inputs.StepIndex.Step;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepIndexTest {
    private static final Instant MIDNIGHT = Instant.parse("2019-06-03T00:00:00Z");

    @TempDir
    private Path folder;

    private final List<Path> read = new ArrayList<>();

    private record Text(Instant begin) implements StepIndex.Header {}

    /// Files that hold the time of their first step.
    private StepIndex<Text> index() {
        return new StepIndex<>(folder, (version, _, _) -> {
            read.add(version.path());
            try {
                return new Text(Instant.parse(Files.readString(version.path()).trim()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (java.time.format.DateTimeParseException e) {
                throw new InputException(version.path() + ": is damaged", e);
            }
        });
    }

    private static Step<Text> step(String name, Instant begin, int leadHours) {
        final Path path = Path.of(name);
        return new Step<>(
                new Indexed<>(new FileVersion(path, 1, FileTime.from(MIDNIGHT)), new Text(begin)),
                0,
                Duration.ofHours(leadHours));
    }

    private static String chosen(Step<Text> one, Step<Text> other) {
        final String name = StepIndex.chosen(one, other, "u").path().toString();
        assertThat(StepIndex.chosen(other, one, "u").path())
                .as("the other way round")
                .hasToString(name);
        return name;
    }

    private List<String> names(StepIndex<Text> index, int more) {
        return index
                .files(
                        List.of(new FilePattern("a_{yyyy}{MM}{dd}*.nc"), new FilePattern("a_*.nc")),
                        MIDNIGHT,
                        MIDNIGHT.plusSeconds(1),
                        more)
                .stream()
                .map(file -> file.path().getFileName().toString())
                .toList();
    }

    @Test
    void theHigherVersionCountsAsANumber() {
        assertThat(chosen(step("co2_v1.9_2019.nc", MIDNIGHT, 0), step("co2_v1.10_2019.nc", MIDNIGHT, 0)))
                .isEqualTo("co2_v1.10_2019.nc");
        assertThat(chosen(step("MERRA2_400.x.nc4", MIDNIGHT, 0), step("MERRA2_401.x.nc4", MIDNIGHT, 0)))
                .isEqualTo("MERRA2_401.x.nc4");
        assertThat(chosen(step("a_2019.nc", MIDNIGHT, 0), step("a_2019(1).nc", MIDNIGHT, 0)))
                .isEqualTo("a_2019.nc");
    }

    @Test
    void theEndOfARunCountsBeforeTheBeginOfTheNext() {
        final Instant dayBefore = MIDNIGHT.minusSeconds(86_400);
        assertThat(chosen(step("wrfout_d01_02", dayBefore, 0), step("wrfout_d01_03", MIDNIGHT, 0)))
                .isEqualTo("wrfout_d01_02");
    }

    @Test
    void theShorterLeadCountsBeforeAllElse() {
        final Instant dayBefore = MIDNIGHT.minusSeconds(86_400);
        assertThat(chosen(step("cams_02.nc", dayBefore, 24), step("cams_03.nc", MIDNIGHT, 0)))
                .isEqualTo("cams_03.nc");
    }

    @Test
    void namesThatDifferInLettersAreRefusedByBothInTheirOrder() {
        final Step<Text> one = step("v8.0_CO2_2019.nc", MIDNIGHT, 0);
        final Step<Text> other = step("v8.0_CO2bio_2019.nc", MIDNIGHT, 0);
        final String message = "v8.0_CO2_2019.nc and v8.0_CO2bio_2019.nc: both hold a mean, expected one of them";
        assertThatThrownBy(() -> StepIndex.chosen(one, other, "a mean"))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> StepIndex.chosen(other, one, "a mean")).hasMessage(message);
    }

    @Test
    void aFileThatHasAStepTwiceIsRefused() {
        assertThatThrownBy(() -> StepIndex.chosen(step("a.nc", MIDNIGHT, 0), step("a.nc", MIDNIGHT, 0), "u of noon"))
                .isInstanceOf(InputException.class)
                .hasMessage("a.nc: holds u of noon twice, expected it once");
    }

    @Test
    void aFileThatFitsTwoPatternsIsThereOnce() throws IOException {
        Files.writeString(folder.resolve("a_20190603.nc"), MIDNIGHT.toString());
        assertThat(names(index(), 0)).containsExactly("a_20190603.nc");
    }

    @Test
    void filesAreReadOnceAgainWhenTheyHaveChangedAndWhenTheyCome() throws IOException {
        final Path file = Files.writeString(folder.resolve("a_20190603.nc"), MIDNIGHT.toString());
        final StepIndex<Text> index = index();
        names(index, 0);
        names(index, 0);
        assertThat(read).containsExactly(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        final Path next = Files.writeString(folder.resolve("a_20190604.nc"), MIDNIGHT.toString());
        assertThat(names(index, 1)).containsExactly("a_20190603.nc", "a_20190604.nc");
        assertThat(read).containsExactly(file, file, next);
    }

    @Test
    void aFileThatCannotBeReadIsNamedUntilItCan() throws IOException {
        Files.writeString(folder.resolve("a_20190603.nc"), MIDNIGHT.toString());
        final Path half = Files.writeString(folder.resolve("a_20190603_v2.nc"), "2019-06-");
        final StepIndex<Text> index = index();
        for (int look = 0; look < 2; look++)
            assertThatThrownBy(() -> names(index, 0)).hasMessage(half + ": is damaged");
        Files.writeString(half, MIDNIGHT.toString());
        assertThat(names(index, 0)).containsExactly("a_20190603.nc", "a_20190603_v2.nc");
    }
}
