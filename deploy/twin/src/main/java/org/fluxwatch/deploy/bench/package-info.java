/// Benchmarks as programs: each prints its figures with a ratio to something measured in the same run.
package org.fluxwatch.deploy.bench;
