package org.fluxwatch.assimilate.filter.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class LanesTest {
    @Law
    void everyLaneHasAPlaceAndElementsAreWholeVectors(@Range(min = 1, max = 500) int members) {
        final Lanes lanes = new Lanes(members);
        assertThat(lanes.control()).isEqualTo(members);
        assertThat(lanes.forecast()).isEqualTo(members + 1);
        assertThat(lanes.used()).isEqualTo(members + 2);
        assertThat(lanes.stride() % 16).isZero();
        assertThat(lanes.stride()).isBetween(lanes.used(), lanes.used() + 15);
    }

    @Test
    void anEnsembleHasMembers() {
        assertThatThrownBy(() -> new Lanes(0)).hasMessageContaining("members is 0, expected 1 or more");
    }
}
