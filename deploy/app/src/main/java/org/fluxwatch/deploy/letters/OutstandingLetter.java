package org.fluxwatch.deploy.letters;

import java.util.Comparator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fluxwatch.contract.topic.DeadLetter;

/// A dead letter that nobody has settled, without what is in it: there may be very many.
///
/// @param topic where its record lay
/// @param partition where its record lay
/// @param offset where its record lay
/// @param stage that could not use it
/// @param bytes of key and value
/// @param place its offset on the topic `dead-letters`
public record OutstandingLetter(
        String topic, int partition, long offset, String stage, String reason, int bytes, Place place) {
    /// Partitions in the order of their numbers, so that records of a day go back in their old order.
    static final Comparator<OutstandingLetter> BY_ORIGIN = Comparator.comparing(OutstandingLetter::topic)
            .thenComparingInt(OutstandingLetter::partition)
            .thenComparingLong(OutstandingLetter::offset);

    /// On the topic `dead-letters`.
    record Place(int partition, long offset) {
        static Place of(ConsumerRecord<byte[], byte[]> record) {
            return new Place(record.partition(), record.offset());
        }
    }

    static OutstandingLetter of(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        return new OutstandingLetter(
                letter.topic().intern(),
                letter.partition(),
                letter.offset(),
                letter.stage().intern(),
                letter.reason().intern(),
                Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()),
                Place.of(record));
    }

    /// `TOPIC/PARTITION/OFFSET`.
    public String origin() {
        return topic + "/" + partition + "/" + offset;
    }
}
