package org.fluxwatch.deploy.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.IngestService;
import org.fluxwatch.publish.PublishService;
import org.fluxwatch.publish.inbound.AnalysisConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The broker and the three services in one process, everything they keep in one folder.
/// ```
/// archive ──> IngestService ──> EmbeddedBroker ──> AssimilateService
///                                   │  ^──────────────────┘
///                                   └──> PublishService ──> products, page
/// ```
public final class Standalone implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Standalone.class);

    private final Deque<Runnable> ends;
    private final EmbeddedBroker broker;
    private final KafkaSettings kafka;
    private final PublishService publish;
    private final AssimilateService assimilate;
    private final IngestService ingest;

    /// Starts everything; what fails to start takes the rest down again.
    public static Standalone start(Settings settings) {
        final Deque<Runnable> ends = new ArrayDeque<>();
        try {
            return new Standalone(settings, ends);
        } catch (RuntimeException e) {
            ends.forEach(Runnable::run);
            throw e;
        }
    }

    /// @param ends filled with what closes each thing that is there, the last first
    private Standalone(Settings settings, Deque<Runnable> ends) {
        this.ends = ends;
        final DataFolder folder = DataFolder.hold(settings.dataFolder());
        ends.push(folder::close);
        broker = EmbeddedBroker.start(settings.brokerFolder());
        ends.push(broker::close);
        final Settings own = settings.withOwnBroker(broker.bootstrapServers());
        kafka = own.kafka();
        makeTopics(kafka); // so that whoever asks for a topic from now on finds it
        if (!broker.isNew()) forgetMembers(own);
        publish = new PublishService(own);
        ends.push(publish::close);
        publish.start();
        assimilate = new AssimilateService(own);
        ends.push(assimilate::close);
        assimilate.start();
        ingest = new IngestService(own);
        ends.push(ingest::close);
        ingest.start();
    }

    private static void makeTopics(KafkaSettings kafka) {
        try {
            BrokerWatch.makeTopics(kafka);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker made its topics", e);
        }
    }

    /// The members that this broker's groups still have died with the process before. Without them the next get their
    /// partitions at once, and not when the sessions of the dead lapse. Waits until the broker knows its
    /// groups again.
    private static void forgetMembers(Settings settings) {
        try (Admin admin = Admin.create(settings.kafka().properties())) {
            for (String group :
                    List.of(AnalysisConsumer.GROUP, settings.assimilate().applicationId())) forgetMembers(admin, group);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker started", e);
        }
    }

    private static void forgetMembers(Admin admin, String group) throws InterruptedException {
        try {
            admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            // the latter is how Kafka says that the group has no members
            if (!(e.getCause() instanceof GroupIdNotFoundException || e.getCause() instanceof IllegalArgumentException))
                LOG.warn("dead members of {} stay until their sessions lapse: {}", group, e.toString());
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /// How to reach the broker: its address and login.
    public KafkaSettings kafka() {
        return kafka;
    }

    public PublishService publish() {
        return publish;
    }

    public AssimilateService assimilate() {
        return assimilate;
    }

    public IngestService ingest() {
        return ingest;
    }

    /// Of the services by name.
    public Map<String, Health> healths() {
        return Map.of("ingest", ingest.health(), "assimilate", assimilate.health(), "publish", publish.health());
    }

    @Override
    public void close() {
        ends.forEach(Runnable::run);
    }
}
