package org.fluxwatch.deploy.cluster;

import java.nio.file.Path;

/// The suite on three brokers that are processes.
class ProcessClusterIT extends ClusterSuite {
    @Override
    Cluster startCluster(Path own) throws Exception {
        return new ProcessCluster(own);
    }
}
