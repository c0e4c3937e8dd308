package org.fluxwatch.publish.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.publish.Months.MONTHS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.daily.CellPlaces;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.revision.RevisionChange.CountChange;
import org.fluxwatch.publish.revision.RevisionChange.Kind;
import org.fluxwatch.publish.revision.RevisionChange.OtherPeriod;
import org.fluxwatch.publish.revision.Revisions.Found;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionsTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);
    private static final LocalDate SECOND = Days.FIRST.plusDays(1);

    @TempDir
    Path data;

    private Settings settings;
    private ProductFolder folder;
    private Revisions revisions;

    @BeforeEach
    void open() {
        settings = Months.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
        revisions = new Revisions(folder);
    }

    private Path write(LocalDate day, int revision, int observations) throws IOException {
        return folder.write(Days.product("plane", settings.domain("plane").modelGrid(), day, revision, observations));
    }

    private RevisionChange changed(LocalDate day) throws IOException {
        return ((Found.Changed) revisions.newest(PLANE, day)).change();
    }

    @Test
    void theFirstRevisionHasNothingToBeComparedWith() throws IOException {
        write(Days.FIRST, 0, 5);
        assertThat(revisions.newest(PLANE, Days.FIRST))
                .isEqualTo(new Found.Nothing("it is the first edition, revision 0"));
        assertThat(revisions.newest(PLANE, SECOND))
                .isEqualTo(new Found.Missing("there is no analysis of plane/filter for 2019-05-02"));
        assertThat(revisions.against(PLANE, Days.FIRST, "3"))
                .isEqualTo(new Found.Missing("of plane/filter for 2019-05-01 no edition 3 is kept, expected none"));
    }

    @Test
    void whereNothingIsKeptItSaysSo() throws IOException {
        write(Days.FIRST, 2, 5);
        assertThat(revisions.newest(PLANE, Days.FIRST))
                .isEqualTo(new Found.Nothing(
                        "nothing is kept of the edition before revision 2 (publish.keep-previous-days)"));
    }

    @Test
    void granulesOfTheDayThatCameAreNamed() throws IOException {
        write(Days.FIRST, 0, 0);
        write(Days.FIRST, 1, 10);
        final RevisionChange change = changed(Days.FIRST);
        assertThat(change.before().revision()).isZero();
        assertThat(change.after().revision()).isEqualTo(1);
        assertThat(change.before().file()).isEqualTo("plane/2019/previous/fluxwatch_plane_filter_20190501.r0.nc");
        assertThat(change.granules()).hasSize(2).allMatch(granule -> granule.kind() == Kind.ADDED);
        assertThat(change.granules().get(1).after())
                .isEqualTo("oco2_LtCO2_190501_B11210Ar_240820000231s.nc4 B11210Ar/240820000231/2, 8 superobservations");
        assertThat(change.otherPeriods()).isEmpty();
        assertThat(change.counts()).contains(new CountChange("assimilated", 0, 7));
        assertThat(change.scores())
                .filteredOn(score -> score.set().equals("assimilated/AN"))
                .allMatch(score -> score.countBefore() == 0 && score.countAfter() == 10);
    }

    @Test
    void granulesOfADayBeforeAreNamed() throws IOException {
        write(Days.FIRST, 0, 5);
        write(SECOND, 0, 5);
        write(Days.FIRST, 1, 10);
        write(SECOND, 1, 5);
        final RevisionChange change = changed(SECOND);
        assertThat(change.granules()).isEmpty();
        assertThat(change.otherPeriods()).singleElement().satisfies(other -> {
            assertThat(other.begin()).isEqualTo(Days.FIRST);
            assertThat(other.isKnown()).isTrue();
            assertThat(other.granules()).hasSize(2).allMatch(granule -> granule.kind() == Kind.REPLACED);
        });
        for (Path file : folder.previous(PLANE, Days.FIRST)) Files.delete(file);
        assertThat(changed(SECOND).otherPeriods())
                .containsExactly(new OtherPeriod(Days.FIRST, false, false, List.of()));
    }

    @Test
    void againstAnotherRevision() throws IOException {
        for (int revision = 0; revision < 3; revision++) write(Days.FIRST, revision, 5);
        assertThat(changed(Days.FIRST).before().revision()).isEqualTo(1);
        assertThat(revisions.against(PLANE, Days.FIRST, "0"))
                .isInstanceOfSatisfying(
                        Found.Changed.class,
                        found -> assertThat(found.change().before().revision()).isZero());
        assertThat(revisions.against(PLANE, Days.FIRST, "2"))
                .isEqualTo(
                        new Found.Missing("of plane/filter for 2019-05-01 no edition 2 is kept, expected one of 0, 1"));
    }

    @Test
    void regionsAndFieldsOfTheSameContentHaveNotChanged() throws IOException {
        write(Days.FIRST, 0, 5);
        write(Days.FIRST, 1, 5);
        final RevisionChange change = changed(Days.FIRST);
        assertThat(change.regions())
                .hasSize(3)
                .allMatch(region -> region.change() == 0 && region.changeInSpreads() == 0);
        assertThat(change.fields()).isEmpty();
        assertThat(change.granules()).isEmpty();
        assertThat(change.made()).isEmpty();
    }

    @Test
    void aMonthIsComparedWithItsDayBefore() throws IOException {
        for (int day = 21; day <= 22; day++)
            folder.write(Months.day(LocalDate.of(2019, 5, day), 0, 2).products().getFirst());
        final Found found = revisions.newest(MONTHS, LocalDate.of(2019, 5, 7));
        assertThat(found).isInstanceOfSatisfying(Found.Changed.class, changed -> {
            final RevisionChange change = changed.change();
            assertThat(change.begin()).isEqualTo(LocalDate.of(2019, 5, 1));
            assertThat(change.before().asOf()).isEqualTo(LocalDate.of(2019, 5, 21));
            assertThat(change.after().status()).isEqualTo("open, 22 of 31 days");
            // of the north 1.0 net, of it 2.5 fossil and 0.125 fire
            assertThat(change.regions())
                    .filteredOn(region -> region.region().equals("north"))
                    .singleElement()
                    .satisfies(north -> assertThat(north.after()).isEqualTo(-1.625, within(1e-9)));
        });
        assertThat(revisions.against(MONTHS, LocalDate.of(2019, 5, 7), "2019-05-20"))
                .isEqualTo(
                        new Found.Missing(
                                "of months/inversion for 2019-05-07 no edition 2019-05-20 is kept, expected one of 2019-05-21"));
    }

    @Test
    void theLargestChangeOfAFieldIsFoundWithItsPlace() {
        final AnalysisIdentity identity = new AnalysisIdentity("plane", AssimilationSystem.FILTER, Days.FIRST, 0);
        final var before = field(identity, 1, 1, 1, Float.NaN);
        final var after = field(identity, 1, -3, 2, 5);
        final var places = new CellPlaces(
                new double[] {10, 20, 30, 40}, new double[] {100, 110, 120, 130}, new double[] {1, 1, 2, 7});
        assertThat(FieldChanges.of(List.of(before), List.of(after), places))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.largest()).isEqualTo(-4);
                    assertThat(change.latitude()).isEqualTo(20);
                    assertThat(change.longitude()).isEqualTo(110);
                    assertThat(change.mean()).isEqualTo(-0.5, within(1e-12)); // (-4 + 2 * 1) / 4
                });
    }

    private static AnalysisField field(AnalysisIdentity identity, float... values) {
        return new AnalysisField(identity, "flux_analysis", "natural flux", "umol m-2 s-1", "time: mean", values);
    }
}
