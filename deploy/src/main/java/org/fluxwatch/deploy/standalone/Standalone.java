package org.fluxwatch.deploy.standalone;

import java.nio.file.Path;
import org.fluxwatch.assimilate.stream.AssimilateService;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.IngestService;
import org.fluxwatch.publish.PublishService;

/// The broker and the three services in one process, everything they keep in one folder.
/// ```
/// archive ──> IngestService ──> EmbeddedBroker ──> AssimilateService
///                                   │  ^──────────────────┘
///                                   └──> PublishService ──> products, page
/// ```
public final class Standalone implements AutoCloseable {
    private final DataFolder folder;
    private EmbeddedBroker broker;
    private KafkaSettings kafka;
    private PublishService publish;
    private AssimilateService assimilate;
    private IngestService ingest;

    private Standalone(Path dataFolder) {
        folder = DataFolder.hold(dataFolder);
    }

    /// Starts everything; what fails to start takes the rest down again.
    public static Standalone start(Settings settings) {
        final Standalone standalone = new Standalone(settings.dataFolder());
        try {
            standalone.startAll(settings);
            return standalone;
        } catch (RuntimeException e) {
            standalone.close();
            throw e;
        }
    }

    private void startAll(Settings settings) {
        broker = EmbeddedBroker.start(settings.brokerFolder());
        final Settings own = settings.withOwnBroker(broker.bootstrapServers());
        kafka = own.kafka();
        makeTopics(kafka); // so that whoever asks for a topic from now on finds it
        publish = new PublishService(own);
        publish.start();
        assimilate = new AssimilateService(own);
        assimilate.start();
        ingest = new IngestService(own);
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

    @Override
    public void close() {
        if (ingest != null) ingest.close();
        if (assimilate != null) assimilate.close();
        if (publish != null) publish.close();
        if (broker != null) broker.close();
        folder.close();
    }
}
