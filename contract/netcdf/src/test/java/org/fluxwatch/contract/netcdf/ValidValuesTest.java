package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ValidValuesTest {
    private static final float[] VALUES = {
        0,
        -0f,
        0.1f,
        -999_999,
        -9999,
        1e20f,
        9e35f,
        -9e35f,
        Math.nextUp(9e35f),
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        Float.MAX_VALUE
    };

    @Test
    void blanksTheValuesThatItHasNot() {
        for (ValidValues valid : List.of(
                ValidValues.ANYTHING,
                ValidValues.ALL,
                ValidValues.ALL.without(-999_999),
                ValidValues.ALL.without(0.1),
                ValidValues.ALL.withoutRough(0.1f),
                ValidValues.ALL.without(-999_999).withoutRough(1e20f),
                ValidValues.ALL.within(0, 0.1).without(0),
                ValidValues.ALL.within(0.1, 1e30))) {
            final float[] blanked = VALUES.clone();
            valid.blank(blanked);
            for (int i = 0; i < VALUES.length; i++)
                assertThat(blanked[i])
                        .as("%s of %s", VALUES[i], valid)
                        .isEqualTo(Float.valueOf(valid.has(VALUES[i]) ? VALUES[i] : Float.NaN));
        }
    }
}
