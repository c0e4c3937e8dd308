package org.fluxwatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.archive.DownloadTally;

/// The meters of downloads, as Prometheus names them:
/// ```
/// fluxwatch_ingest_download_bytes_total                         those of attempts that fail too
/// fluxwatch_ingest_download_seconds_{count,sum,max}             of a file, with all its attempts and pauses
/// fluxwatch_ingest_download_retries_total{reason}               busy, unreachable, broken-off, bad-file
/// fluxwatch_ingest_downloads_in_flight
/// ```
final class DownloadMetrics implements DownloadTally {
    private static final String PREFIX = "fluxwatch.ingest.download";

    private final Counter bytes;
    private final Timer duration;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<Retry, Counter> retries = new EnumMap<>(Retry.class);

    DownloadMetrics(MeterRegistry registry) {
        bytes = registry.counter(PREFIX + ".bytes");
        duration = registry.timer(PREFIX);
        registry.gauge(PREFIX + "s.in.flight", inFlight);
        for (Retry why : Retry.values()) retries.put(why, registry.counter(PREFIX + ".retries", "reason", why.label()));
    }

    @Override
    public void begins() {
        inFlight.incrementAndGet();
    }

    @Override
    public void ends(Duration took) {
        inFlight.decrementAndGet();
        duration.record(took);
    }

    @Override
    public void come(long more) {
        bytes.increment((double) more);
    }

    @Override
    public void again(Retry why) {
        final Counter counter = retries.get(why);
        if (counter != null) counter.increment();
    }
}
