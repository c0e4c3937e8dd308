package org.fluxwatch.deploy.books;

/// Where a record lies. Written as `TOPIC/PARTITION/OFFSET`, which is also what its dead letter is named.
public record RecordPlace(String topic, int partition, long offset) {
    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset;
    }
}
