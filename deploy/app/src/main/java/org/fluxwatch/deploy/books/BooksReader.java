package org.fluxwatch.deploy.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.Topic;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.deploy.letters.DeadLetterOffice;
import org.fluxwatch.deploy.topics.TopicReader;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.ProductFolder;

/// Reads the books of a Kafka; of days that it no longer has, or never had as after a restore, the products' files
/// beside it.
public final class BooksReader {
    /// So far into a record of `analyses` its type is said.
    private static final int HEAD_BYTES = 64;

    private static final List<String> NOT_CLOSING = List.of("field", "flux-detail");

    private final Settings settings;
    private final Books books = new Books();
    private final Map<String, Set<Integer>> cutOff = new HashMap<>(); // partitions by topic
    private final Map<String, Integer> partitions = new HashMap<>();
    private final ProductFolder products;
    private final Map<String, ProductAnswer> answers = new HashMap<>();

    private BooksReader(Settings settings) {
        this.settings = settings;
        products = new ProductFolder(settings.productsFolder(), settings);
    }

    /// @param from first day; earlier ones are not read where the topics' times allow it
    /// @param to last day
    /// @throws IllegalStateException in one line, when no broker answers
    public static Balance read(Settings settings, LocalDate from, LocalDate to) {
        return new BooksReader(settings).balance(from, to);
    }

    private Balance balance(LocalDate from, LocalDate to) {
        try (TopicReader reader = new TopicReader(settings.kafka())) {
            // downstream first: what is written meanwhile is then newer than what came of it, and waits
            read(reader, Topics.ANALYSES, from, this::analysis);
            read(reader, Topics.INNOVATIONS, from, record -> decoded(Topics.INNOVATIONS, record)
                    .ifPresent(books::add));
            read(reader, Topics.OBSERVATIONS, from, record -> decoded(Topics.OBSERVATIONS, record)
                    .ifPresent(observation -> books.add(observation, place(record))));
            read(reader, Topics.GRANULES, LocalDate.MIN, this::entry);
        } catch (KafkaException e) {
            throw TopicReader.unusable(settings.kafka(), e);
        }
        new DeadLetterOffice(settings.kafka()).outstanding().forEach(letter -> books.addDeadLetter(letter.origin()));
        return books.balance(settings, new Cuts(), from, to);
    }

    private void read(
            TopicReader reader, Topic<?, ?> topic, LocalDate from, Consumer<ConsumerRecord<byte[], byte[]>> to) {
        final List<TopicPartition> all = reader.required(topic.name());
        partitions.put(topic.name(), all.size());
        final Set<Integer> cut = cutOff.computeIfAbsent(topic.name(), _ -> new HashSet<>());
        reader.firstOffsets(all).forEach((partition, first) -> {
            if (first > 0) cut.add(partition.partition());
        });
        if (from.equals(LocalDate.MIN)) reader.read(all, to);
        else reader.read(all, from.atStartOfDay(ZoneOffset.UTC).toInstant(), to);
    }

    private static RecordPlace place(ConsumerRecord<byte[], byte[]> record) {
        return new RecordPlace(record.topic(), record.partition(), record.offset());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /// Empty where it is no record, which the books then know.
    private <V> Optional<V> decoded(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> record) {
        try {
            final V value = topic.values().deserializer().deserialize(record.topic(), record.headers(), record.value());
            if (value == null) books.addUnreadable(key(record), place(record), "it has no value");
            return Optional.ofNullable(value);
        } catch (RuntimeException | StackOverflowError e) {
            books.addUnreadable(key(record), place(record), Messages.of(e));
            return Optional.empty();
        }
    }

    private void entry(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) books.forget(key(record));
        else decoded(Topics.GRANULES, record).ifPresent(books::add);
    }

    /// Fields are large, and none is needed.
    private void analysis(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() != null) {
            final String head = new String(
                    record.value(), 0, Math.min(HEAD_BYTES, record.value().length), StandardCharsets.ISO_8859_1);
            if (NOT_CLOSING.stream().anyMatch(head::contains)) return;
        }
        decoded(Topics.ANALYSES, record).ifPresent(analysis -> {
            if (analysis instanceof DailyAnalysis day) books.add(day);
        });
    }

    /// What retention has taken.
    private final class Cuts implements Books.Losses {
        @Override
        public boolean isCutOff(String topic, String domain) {
            return cutOff.getOrDefault(topic, Set.of())
                    .contains(Topics.partitionOf(domain, partitions.getOrDefault(topic, 1)));
        }

        @Override
        public ProductAnswer product(AnalysedDomain analysed, LocalDate day) {
            return answers.computeIfAbsent(analysed + " " + day, _ -> inFile(analysed, day));
        }

        private ProductAnswer inFile(AnalysedDomain analysed, LocalDate day) {
            if (analysed.system() != AssimilationSystem.FILTER || !products.hasDomain(analysed.domain()))
                return new ProductAnswer.None();
            final Optional<Path> file = products.find(analysed, day);
            if (file.isEmpty()) return new ProductAnswer.None();
            try {
                final DailyFile.Observed observed = DailyFile.readObserved(file.get());
                return new ProductAnswer.Day(observed.analysis(), observed.innovations());
            } catch (DamagedProductException _) {
                return new ProductAnswer.None();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
