package org.fluxwatch.deploy.twin.archive;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.fluxwatch.contract.service.HttpBounds;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.RecordSerde;

/// Serves a folder of Lite files, and of MERRA-2's, as NASA would, on the loopback address or at this machine's name:
/// ```
/// /search/granules.umm_json            CMR: who has what, by revision date, page by page; anonymous
/// /search/collections.umm_json         CMR: versions of a product
/// /search/deleted-granules.json        CMR: what was there once; a list without pages
/// /data/OCO2_DATA/<collection>/<year>/<file>      GES DISC, behind the login
/// /data-redirect                       where one comes back to from Earthdata Login
/// ```
/// Login and the store of signed addresses are hosts of their own, [#loginUrl] and 127.0.0.3.
/// Granules appear when they are published and go when they are retracted; both are so again after a restart.
public final class ArchiveServer implements AutoCloseable {
    private static final String RESULTS = "application/vnd.nasa.cmr.umm_results+json;version=1.6.4; charset=utf-8";

    private final String name;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final GranuleStore store;
    private final EarthdataLogin login;
    private final LoopbackHost signed;
    private final Requests requests = new Requests();
    private final Faults faults = new Faults();
    private final InstantSource clock;
    private final Downloads downloads;

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /// Starts to serve a folder of its own, where it keeps what was published.
    ///
    /// @param folder of the files; created where absent
    /// @param port 0: any free one
    /// @param clock by which a year of deletions is counted
    public ArchiveServer(Path folder, int port, Access access, InstantSource clock) throws IOException {
        this(new GranuleStore(folder), port, access, Optional.empty(), clock);
    }

    /// Starts to serve somebody's files, of a folder and those below; nothing is written there.
    public static ArchiveServer ofFiles(Path folder, int port, Access access, InstantSource clock) throws IOException {
        return ofFiles(folder, port, access, Optional.empty(), clock);
    }

    /// The same, at all addresses of the machine where others reach it by a name.
    ///
    /// @param name that links of the catalogue, and to the login, have; empty: the loopback address
    public static ArchiveServer ofFiles(
            Path folder, int port, Access access, Optional<String> name, InstantSource clock) throws IOException {
        return new ArchiveServer(GranuleStore.of(folder), port, access, name, clock);
    }

    private ArchiveServer(GranuleStore store, int port, Access access, Optional<String> name, InstantSource clock)
            throws IOException {
        this.store = store;
        this.clock = clock;
        HttpBounds.set();
        this.name = name.orElse("127.0.0.1");
        login = new EarthdataLogin(access, requests, name);
        signed = LoopbackHost.of(3, requests, name);
        downloads = new Downloads(store, faults, signed.url());
        signed.handle(Downloads.SIGNED + "/data/", downloads::sendSigned);
        server = HttpServer.create(
                name.isEmpty()
                        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                        : new InetSocketAddress(port),
                0);
        server.setExecutor(threads);
        handle("/search/granules.umm_json", this::search);
        handle("/search/collections.umm_json", this::searchCollections);
        handle("/search/deleted-granules.json", this::searchDeleted);
        handle("/data/", exchange -> {
            if (login.admits(exchange)) downloads.send(exchange);
        });
        handle("/data-redirect", login::enter);
        server.start();
    }

    private void handle(String path, Answer answer) {
        final HttpHandler handler = exchange -> {
            try {
                final Optional<Faults.Refusal> refusal = faults.nextRefusal();
                if (refusal.isPresent()) refuse(exchange, refusal.get());
                else if (!"GET".equals(exchange.getRequestMethod())) exchange.sendResponseHeaders(405, -1);
                else answer.to(exchange);
            } catch (RuntimeException e) {
                StatusServer.respond(exchange, 500, "text/plain", e.toString().getBytes(StandardCharsets.UTF_8));
            } finally {
                exchange.close();
            }
        };
        server.createContext(path, handler).getFilters().add(requests);
    }

    private static void refuse(HttpExchange exchange, Faults.Refusal refusal) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
        StatusServer.respond(
                exchange, refusal.status(), "text/plain", "Come again later\n".getBytes(StandardCharsets.UTF_8));
    }

    private void search(HttpExchange exchange) throws IOException {
        answer(exchange, () -> {
            final long start = System.nanoTime();
            final CatalogueQuery.Page page = CatalogueQuery.parse(
                            exchange.getRequestURI().getRawQuery(),
                            exchange.getRequestHeaders().getFirst("CMR-Search-After"))
                    .page(store.granules());
            final long tookMillis = (System.nanoTime() - start) / 1_000_000;
            final Optional<Hostility> hostility = faults.hostility();
            if (hostility.isPresent()) {
                HostileCatalogue.answer(exchange, hostility.get(), CatalogueAnswer.of(page, url(), tookMillis));
                return;
            }
            exchange.getResponseHeaders().set("CMR-Hits", Integer.toString(page.hits()));
            exchange.getResponseHeaders().set("CMR-Took", Long.toString(tookMillis));
            if (!page.next().isEmpty()) exchange.getResponseHeaders().set("CMR-Search-After", page.next());
            respond(exchange, 200, RESULTS, CatalogueAnswer.of(page, url(), tookMillis));
        });
    }

    private void searchCollections(HttpExchange exchange) throws IOException {
        answer(exchange, () -> {
            final List<Collection> collections = CollectionQuery.parse(
                            exchange.getRequestURI().getRawQuery())
                    .of(Stream.concat(store.granules().stream(), store.deleted().stream()));
            exchange.getResponseHeaders().set("CMR-Hits", Integer.toString(collections.size()));
            respond(exchange, 200, RESULTS, CatalogueAnswer.collections(collections, 0));
        });
    }

    private void searchDeleted(HttpExchange exchange) throws IOException {
        answer(exchange, () -> {
            final List<ArchivedGranule> deleted = DeletionQuery.parse(
                            exchange.getRequestURI().getRawQuery(), clock.instant())
                    .of(store.deleted());
            exchange.getResponseHeaders().set("CMR-Hits", Integer.toString(deleted.size()));
            respond(exchange, 200, "; charset=utf-8", CatalogueAnswer.deleted(deleted));
        });
    }

    private interface Search {
        void run() throws IOException, CatalogueQuery.Refused;
    }

    private void answer(HttpExchange exchange, Search search) throws IOException {
        exchange.getResponseHeaders().set("CMR-Request-Id", UUID.randomUUID().toString());
        if (!login.acceptsSearch(exchange)) {
            respond(exchange, 401, "application/json", CatalogueAnswer.errors("Token does not exist"));
            return;
        }
        try {
            search.run();
        } catch (CatalogueQuery.Refused e) {
            respond(exchange, 400, "application/json", CatalogueAnswer.errors(Messages.of(e)));
        }
    }

    private static void respond(HttpExchange exchange, int status, String type, Object body) throws IOException {
        StatusServer.respond(exchange, status, type, RecordSerde.jsonMapper().writeValueAsBytes(body));
    }

    /// Takes a file of the folder up into the catalogue, or once more with the next revision number. The same file with
    /// the same date changes nothing.
    ///
    /// @param revisionDate must not lie before that of any search already answered, or pollers by revision date
    ///     miss it
    public void publish(Path file, Instant revisionDate) throws IOException {
        store.publish(file, revisionDate);
    }

    /// Takes a granule off the catalogue and its file off the data; the file stays in the folder. Published again, it
    /// has a higher revision number.
    ///
    /// @param name file name
    /// @param revisionDate of the deletion
    public void retract(String name, Instant revisionDate) throws IOException {
        store.retract(name, revisionDate);
    }

    /// Short names of the products whose granules are published.
    public List<String> products() {
        return store.granules().stream()
                .map(granule -> granule.collection().shortName())
                .distinct()
                .sorted()
                .toList();
    }

    /// Where the server is, without a trailing slash.
    public URI url() {
        return URI.create("http://" + name + ":" + server.getAddress().getPort());
    }

    /// Where one logs in, for `archive.login-url`; the server itself where everybody is let in.
    public URI loginUrl() {
        return login.url().orElseGet(this::url);
    }

    /// Stands in the way of those who log in, from now on.
    public void trouble(LoginTrouble trouble) {
        login.trouble(trouble);
    }

    /// Logins that ended well.
    public int logins() {
        return login.logins();
    }

    /// What was asked of all hosts.
    public Requests requests() {
        return requests;
    }

    public Faults faults() {
        return faults;
    }

    @Override
    public void close() {
        downloads.close();
        server.stop(0);
        threads.close();
        login.close();
        signed.close();
    }
}
