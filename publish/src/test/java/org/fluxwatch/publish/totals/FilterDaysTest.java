package org.fluxwatch.publish.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.publish.Days;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterDaysTest {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatTheFilesHave() throws IOException {
        for (DayTotals day : InventedTotals.days(FIRST, FIRST.plusDays(4), 6))
            InventedTotals.write(folder, "plane", day);
        final FilterDays.Found found = new FilterDays(folder).read("plane", FIRST.minusDays(1), FIRST.plusDays(5));
        assertThat(found.missing()).containsExactly(FIRST.minusDays(1), FIRST.plusDays(5));
        assertThat(found.damaged()).isEmpty();
        assertThat(found.days()).hasSize(5);
        assertThat(found.days()).usingRecursiveComparison().isEqualTo(InventedTotals.days(FIRST, FIRST.plusDays(4), 6));
    }

    @Test
    void aFileOfAnEarlierVersionHasNoMembers() throws IOException {
        Days.copyFormer(InventedTotals.path(folder, "plane", FIRST));
        final DayTotals day =
                new FilterDays(folder).read("plane", FIRST, FIRST).days().getFirst();
        assertThat(day.revision()).isEqualTo(4);
        assertThat(day.spinUp()).isFalse();
        assertThat(day.knowsSpinUp()).isFalse();
        final RegionDay north = day.region("north").orElseThrow();
        assertThat(north.analysis()).isEqualTo(-1.84);
        assertThat(north.analysisMembers()).isEmpty();
        assertThat(north.fossil()).isNaN();
    }

    @Test
    void aRevisedDayIsReadAgain() throws IOException {
        InventedTotals.write(folder, "plane", InventedTotals.day(FIRST, 4));
        final FilterDays days = new FilterDays(folder);
        assertThat(days.read("plane", FIRST, FIRST).days().getFirst().revision())
                .isOne();
        final DayTotals again = InventedTotals.day(FIRST, 4);
        InventedTotals.write(folder, "plane", new DayTotals(FIRST, 2, false, again.regions()));
        assertThat(days.read("plane", FIRST, FIRST).days().getFirst().revision())
                .isEqualTo(2);
    }

    @Test
    void filesThatAreNotOursAreNamedAndPassedOver() throws IOException {
        final Path half = InventedTotals.write(folder, "plane", InventedTotals.day(FIRST, 4));
        Files.write(half, Arrays.copyOf(Files.readAllBytes(half), 900));
        final Path text = InventedTotals.path(folder, "plane", FIRST.plusDays(1));
        Files.writeString(text, "not netCDF");
        final Path moved = InventedTotals.path(folder, "plane", FIRST.plusDays(2));
        Files.copy(InventedTotals.write(folder, "plane", InventedTotals.day(FIRST.plusDays(3), 4)), moved);
        Files.writeString(moved.resolveSibling("notes.txt"), "mine");
        final FilterDays.Found found = new FilterDays(folder).read("plane", FIRST, FIRST.plusDays(3));
        assertThat(found.days().stream().map(DayTotals::day)).containsExactly(FIRST.plusDays(3));
        assertThat(found.damaged().keySet()).containsExactly(FIRST, FIRST.plusDays(1), FIRST.plusDays(2));
        assertThat(found.missing()).isEmpty();
    }

    @Test
    void domainsAndPeriodsThatAreNoneAreNamed() throws IOException {
        InventedTotals.write(folder, "plane", InventedTotals.day(FIRST, 4));
        final FilterDays days = new FilterDays(folder);
        for (String domain : List.of("mars", "../plane", "", "plane/2019"))
            assertThatThrownBy(() -> days.read(domain, FIRST, FIRST))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("plane");
        assertThatThrownBy(() -> days.read("plane", FIRST, FIRST.minusDays(1))).hasMessageContaining("end after");
        assertThat(days.listed("plane")).containsExactly(FIRST);
    }

    @Test
    void aYearIsReadInTheBlinkOfAnEye() throws IOException {
        for (DayTotals day : InventedTotals.days(FIRST, FIRST.plusDays(364), 50))
            InventedTotals.write(folder, "plane", day);
        final long before = System.nanoTime();
        final FilterDays.Found found = new FilterDays(folder).read("plane", FIRST, FIRST.plusDays(364));
        final Duration took = Duration.ofNanos(System.nanoTime() - before);
        System.out.println("a year of region totals: " + took.toMillis() + " ms");
        assertThat(found.days()).hasSize(365);
        assertThat(took).isLessThan(Duration.ofSeconds(2)); // generous: the machine may be busy
    }
}
