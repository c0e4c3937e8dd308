/// Two instances and three brokers under faults: brokers as processes, and as containers. Start at `ClusterSuite`.
package org.fluxwatch.deploy.cluster;
