package org.fluxwatch.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void onlyWhatIsReplacedIsCompactedAndOnlyDeadLettersAndHeartbeatsAreEverDeleted() {
        for (Topic<?, ?> topic : java.util.List.<Topic<?, ?>>of(Topics.GRANULES, Topics.CHECKPOINTS))
            assertThat(topic.config()).containsEntry("cleanup.policy", "compact");
        for (Topic<?, ?> topic :
                java.util.List.<Topic<?, ?>>of(Topics.OBSERVATIONS, Topics.INNOVATIONS, Topics.ANALYSES))
            assertThat(topic.config())
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("compression.type", "zstd")
                    .doesNotContainKey("cleanup.policy");
        assertThat(Topics.DEAD_LETTERS.config())
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.bytes", "1073741824")
                .containsEntry("retention.ms", "-1");
        assertThat(Topics.HEARTBEATS.config())
                .containsEntry("cleanup.policy", "compact,delete")
                .containsEntry("retention.ms", "604800000");
    }

    @Test
    void theNamesAndKeysAreWhatOtherServicesExpect() {
        assertThat(Topics.GRANULES.name()).isEqualTo("granules");
        assertThat(Topics.GRANULES.byDomain()).isFalse();
        assertThat(Topics.OBSERVATIONS.name()).isEqualTo("observations");
        assertThat(Topics.OBSERVATIONS.byDomain()).isTrue();
        assertThat(Topics.INNOVATIONS.name()).isEqualTo("innovations");
        assertThat(Topics.INNOVATIONS.byDomain()).isTrue();
        assertThat(Topics.ANALYSES.name()).isEqualTo("analyses");
        assertThat(Topics.ANALYSES.byDomain()).isTrue();
        assertThat(Topics.CHECKPOINTS.name()).isEqualTo("checkpoints");
        assertThat(Topics.CHECKPOINTS.byDomain()).isTrue();
        assertThat(Topics.DEAD_LETTERS.name()).isEqualTo("dead-letters");
        assertThat(Topics.DEAD_LETTERS.byDomain()).isFalse();
        assertThat(Topics.HEARTBEATS.name()).isEqualTo("heartbeats");
        assertThat(Topics.HEARTBEATS.byDomain()).isFalse();
    }

    @Test
    void withThreeReplicasOneMayBeMissing() {
        assertThat(Topics.leastInSync(1)).isEqualTo(1);
        assertThat(Topics.leastInSync(2)).isEqualTo(1);
        assertThat(Topics.leastInSync(3)).isEqualTo(2);
    }
}
