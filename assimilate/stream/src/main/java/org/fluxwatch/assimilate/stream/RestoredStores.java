package org.fluxwatch.assimilate.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log how much of a store had to be read before its domains could go on: all of it on a new instance,
/// little or nothing where a copy stood ready.
final class RestoredStores implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredStores.class);

    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
        ends.put(changelog, end);
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long records) {}

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        final long end = ends.getOrDefault(changelog, records);
        if (records > 0)
            LOG.info(
                    "store {} of partition {} is ready, its last {} of {} records read",
                    store,
                    changelog.partition(),
                    records,
                    end);
        ends.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        ends.remove(changelog);
    }
}
