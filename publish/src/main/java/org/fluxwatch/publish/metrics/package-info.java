/// What Prometheus sees of the analyses. Start at [PublishMetrics]; the table of all metrics is in `publish/README.md`.
package org.fluxwatch.publish.metrics;
