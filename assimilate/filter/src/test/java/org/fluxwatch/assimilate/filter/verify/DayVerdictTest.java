package org.fluxwatch.assimilate.filter.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.junit.jupiter.api.Test;

class DayVerdictTest {
    private static final int MEMBERS = 4;
    private static final AnalysisIdentity IDENTITY =
            new AnalysisIdentity(Tiny.DOMAIN, AssimilationSystem.FILTER, Tiny.START, 0);

    private static Innovation innovation(Status status, double observed, double background, int rank) {
        return new Innovation(
                IDENTITY,
                new Innovation.Observation(
                        Sensor.OCO2,
                        "granule",
                        "id",
                        ViewMode.NADIR,
                        new Innovation.Position(Tiny.hour(Tiny.START, 5), 33, 113),
                        observed,
                        0.8,
                        2,
                        Set.of()),
                new Innovation.Simulated(background, background + 0.1),
                status,
                new Innovation.Filter(
                        0.6, // spread: 0.36 + 0.64 = 1
                        background - 1,
                        background - 0.5,
                        rank,
                        FluxShares.NONE));
    }

    @Test
    void everyStatusIsCounted() {
        final List<Innovation> innovations = new ArrayList<>();
        for (Status status : Status.values())
            for (int n = 0; n <= status.ordinal(); n++) innovations.add(innovation(status, 410, 409, 1));
        final DayVerdict verdict = DayVerdict.of(innovations, MEMBERS);
        for (Status status : Status.values())
            assertThat(verdict.counts()).containsEntry(status.label(), status.ordinal() + 1);
        assertThat(verdict.counts()).hasSize(Status.values().length);
    }

    private static Innovation ofStation(Sensor sensor, String name, Status status, double observed) {
        return new Innovation(
                IDENTITY,
                new Innovation.Observation(
                        sensor,
                        name,
                        name + "~1",
                        ViewMode.UNKNOWN,
                        new Innovation.Position(Tiny.hour(Tiny.START, 5), 33, 113),
                        observed,
                        2,
                        1,
                        Set.of()),
                new Innovation.Simulated(410, 410.5),
                status,
                new Innovation.Filter(0.6, 409, 409.5, 2, FluxShares.NONE));
    }

    @Test
    void stationsHaveScoresOfTheirOwnAndTouchNoOthers() {
        final List<Innovation> satellites =
                List.of(innovation(Status.ASSIMILATED, 411, 410, 0), innovation(Status.WITHHELD, 413, 410, 1));
        final List<Innovation> all = new ArrayList<>(satellites);
        all.add(ofStation(Sensor.STATION, "cbw", Status.VALIDATION, 412));
        all.add(ofStation(Sensor.STATION, "lut", Status.VALIDATION, 414));
        all.add(ofStation(Sensor.TCCON, "harwell01", Status.VALIDATION, 411));
        final DayVerdict without = DayVerdict.of(satellites, MEMBERS);
        final DayVerdict with = DayVerdict.of(all, MEMBERS);
        assertThat(with.scores()).containsAllEntriesOf(without.scores());
        assertThat(with.scores().keySet()).hasSize(without.scores().size() + 5 * 4);
        assertThat(with.scores().get("station/CTRL").biasPpm()).isEqualTo(4);
        assertThat(with.scores().get("station/FC").biasPpm()).isEqualTo(3.5);
        assertThat(with.scores().get("station/background").biasPpm()).isEqualTo(3);
        assertThat(with.scores().get("station:lut/AN").biasPpm()).isEqualTo(3.5);
        assertThat(with.scores().get("tccon/AN").count()).isEqualTo(1);
        assertThat(with.counts()).containsEntry("validation", 3).containsEntry("assimilated", 1);
        assertThat(without.counts()).doesNotContainKey("validation");
        assertThat(with.chiSquare()).isEqualTo(without.chiSquare());
        assertThat(with.rankHistogram()).isEqualTo(without.rankHistogram());
    }

    @Test
    void chiSquareIsTheMeanOverTheAssimilated() {
        final DayVerdict verdict = DayVerdict.of(
                List.of(
                        innovation(Status.ASSIMILATED, 411, 410, 0), // 1
                        innovation(Status.ASSIMILATED, 408, 410, 0), // 4
                        innovation(Status.GATED, 430, 410, 0),
                        innovation(Status.WITHHELD, 413, 410, 0)),
                MEMBERS);
        assertThat(verdict.chiSquare()).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void rankHistogramHoldsTheAssimilatedAndTheWithheld() {
        final DayVerdict verdict = DayVerdict.of(
                List.of(
                        innovation(Status.ASSIMILATED, 411, 410, 4),
                        innovation(Status.ASSIMILATED, 411, 410, 4),
                        innovation(Status.WITHHELD, 411, 410, 0),
                        innovation(Status.GATED, 411, 410, 2),
                        innovation(Status.NEAR_BOUNDARY, 411, 410, 2)),
                MEMBERS);
        assertThat(verdict.rankHistogram()).containsExactly(1, 0, 0, 0, 2);
    }

    @Test
    void eachLaneHasItsScores() {
        final DayVerdict verdict = DayVerdict.of(
                List.of(
                        innovation(Status.ASSIMILATED, 412, 410, 1),
                        innovation(Status.WITHHELD, 411, 410, 1),
                        innovation(Status.GATED, 499, 410, 1)),
                MEMBERS);
        assertThat(verdict.scores().keySet())
                .containsExactly(
                        "assimilated/analysis",
                        "assimilated/background",
                        "withheld/AN",
                        "withheld/CTRL",
                        "withheld/FC",
                        "withheld/background");
        assertThat(verdict.scores().get("assimilated/background").biasPpm()).isCloseTo(2, within(1e-9));
        assertThat(verdict.scores().get("assimilated/analysis").biasPpm()).isCloseTo(1.9, within(1e-9));
        assertThat(verdict.scores().get("withheld/background").biasPpm()).isCloseTo(1, within(1e-9));
        assertThat(verdict.scores().get("withheld/AN").biasPpm()).isCloseTo(0.9, within(1e-9));
        assertThat(verdict.scores().get("withheld/CTRL").biasPpm()).isCloseTo(2, within(1e-9));
        assertThat(verdict.scores().get("withheld/FC").biasPpm()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void aDayWithoutObservationsHasNoChiSquare() {
        final DayVerdict verdict = DayVerdict.of(List.of(), MEMBERS);
        assertThat(verdict.chiSquare()).isNaN();
        assertThat(verdict.rankHistogram()).containsExactly(0, 0, 0, 0, 0);
        assertThat(verdict.counts().values()).containsOnly(0);
    }
}
