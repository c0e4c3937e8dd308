package org.fluxwatch.contract.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GranuleVersionTest {
    private static List<String> oldestFirst(String... versions) {
        return Stream.of(versions)
                .map(GranuleVersion::parse)
                .sorted()
                .map(GranuleVersion::toString)
                .toList();
    }

    @Test
    void aRetrospectiveOneReplacesAForwardOneThatWasMadeLater() {
        assertThat(oldestFirst("B11300A/260901000000/1", "B11210Ar/250101000000/1"))
                .containsExactly("B11300A/260901000000/1", "B11210Ar/250101000000/1");
    }

    @Test
    void theStreamCountsThatIsTold() {
        assertThat(oldestFirst("B11210Ar/260901000000/1/forward", "B11210Ar/250101000000/1"))
                .containsExactly("B11210Ar/260901000000/1/forward", "B11210Ar/250101000000/1");
        assertThat(oldestFirst("v2.1/none/1/retrospective", "v3.1/none/1/forward"))
                .containsExactly("v3.1/none/1", "v2.1/none/1/retrospective");
    }

    @Test
    void aNewerVersionReplacesAnOlderOneThatWasMadeLater() {
        assertThat(oldestFirst(
                        "B11300Ar/240101000000/1",
                        "B11210Ar/260101000000/1",
                        "B9003r/260201000000/1",
                        "B10206Ar/260301000000/1",
                        "B11100Ar/260401000000/1"))
                .containsExactly(
                        "B9003r/260201000000/1",
                        "B10206Ar/260301000000/1",
                        "B11100Ar/260401000000/1",
                        "B11210Ar/260101000000/1",
                        "B11300Ar/240101000000/1");
    }

    @Test
    void patchesOfOneVersionGoByTheirProduction() {
        assertThat(oldestFirst("B11211Ar/240101000000/1", "B11217Ar/230101000000/1", "B11210Ar/240601000000/2"))
                .containsExactly("B11217Ar/230101000000/1", "B11211Ar/240101000000/1", "B11210Ar/240601000000/2");
    }

    @Test
    void aRevisionOfTheCatalogueIsNewerThanTheOneBefore() {
        assertThat(oldestFirst("B9213A/201026001634/10", "B9213A/201026001634/9"))
                .containsExactly("B9213A/201026001634/9", "B9213A/201026001634/10");
    }

    @Test
    void aBuildOfAnotherFormIsOlder() {
        assertThat(oldestFirst("B9213A/200101000000/1", "v02r/260101000000/1"))
                .containsExactly("v02r/260101000000/1", "B9213A/200101000000/1");
    }

    @Test
    void whatIsNoVersionIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GranuleVersion.parse("B11210Ar/240820000231"))
                .withMessageContaining("B11210Ar/240820000231")
                .withMessageContaining("expected build/production time/revision number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GranuleVersion.parse("B11210Ar/240820000231/1/backward"))
                .withMessageContaining("/forward or /retrospective");
    }
}
