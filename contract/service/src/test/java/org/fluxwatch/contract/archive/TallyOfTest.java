package org.fluxwatch.contract.archive;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Remembers what it was told.
final class TallyOfTest implements DownloadTally {
    final AtomicInteger begun = new AtomicInteger();
    final AtomicInteger ended = new AtomicInteger();
    final AtomicLong bytes = new AtomicLong();
    final List<Retry> retries = new CopyOnWriteArrayList<>();

    @Override
    public void begins() {
        begun.incrementAndGet();
    }

    @Override
    public void ends(Duration took) {
        ended.incrementAndGet();
    }

    @Override
    public void come(long more) {
        bytes.addAndGet(more);
    }

    @Override
    public void again(Retry why) {
        retries.add(why);
    }
}
