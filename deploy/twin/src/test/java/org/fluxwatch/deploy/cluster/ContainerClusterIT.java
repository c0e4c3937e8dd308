package org.fluxwatch.deploy.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

/// The suite on three containers of Apache's image, where there is a Docker engine that has it.
class ContainerClusterIT extends ClusterSuite {
    @Override
    Cluster startCluster(Path own) throws Exception {
        final Optional<String> obstacle = ContainerCluster.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
        return new ContainerCluster();
    }
}
