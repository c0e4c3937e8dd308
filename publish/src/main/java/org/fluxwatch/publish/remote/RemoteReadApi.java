package org.fluxwatch.publish.remote;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.Refused;
import org.fluxwatch.publish.web.Turns;
import org.xerial.snappy.Snappy;

/// Prometheus's remote read protocol over the product files, so that its queries show days at their own time.
/// ```
/// POST /api/prometheus/read     snappy(ReadRequest) --> snappy(ReadResponse), of samples
/// ```
/// The protocol wants POST. It reads all the same: nothing changes, the body is bounded, and a page of another origin
/// cannot send its content type without being asked first, which this server does not answer.
public final class RemoteReadApi {
    public static final String PATH = "/api/prometheus/read";

    /// Of a request, packed and unpacked, bytes.
    private static final int GREATEST_REQUEST = 1 << 20;

    private static final int AT_ONCE = 4;

    /// For a turn: Prometheus takes an error for an answer without series, and a dashboard asks for all its panels at
    /// once. Its own patience is a minute.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final EventSeries series;
    private final Turns turns = new Turns(AT_ONCE, PATIENCE, "too many queries are being answered, ask again");

    public RemoteReadApi(ProductFolder folder) {
        this.series = new EventSeries(folder);
    }

    public void addTo(StatusServer server) {
        server.handlePost(PATH, GREATEST_REQUEST, (exchange, body) -> Refused.answering(one -> answer(one, body))
                .handle(exchange));
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException, Refused {
        final byte[] packed = turns.made(exchange, () -> Snappy.compress(made(body)));
        exchange.getResponseHeaders().set("Content-Encoding", "snappy");
        StatusServer.respond(exchange, 200, "application/x-protobuf", packed);
    }

    private byte[] made(byte[] body) throws IOException, Refused {
        final AnswerBounds bounds = new AnswerBounds(AnswerBounds.MOST_SAMPLES, LONGEST_ANSWER, System::nanoTime);
        final List<SeriesSet> results = new ArrayList<>();
        try {
            for (SeriesQuery query : RemoteMessages.queries(unpacked(body))) results.add(series.find(query, bounds));
            return RemoteMessages.response(results);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new Refused(400, "the body is no ReadRequest of Prometheus's remote read protocol");
        } catch (IllegalArgumentException | AnswerBounds.ExceededException e) {
            throw new Refused(400, Messages.of(e));
        }
    }

    private static byte[] unpacked(byte[] body) throws Refused {
        try {
            final int length = Snappy.uncompressedLength(body);
            if (length > GREATEST_REQUEST || length < 0)
                throw new Refused(400, "the body unpacks to more than " + GREATEST_REQUEST + " bytes");
            return Snappy.uncompress(body);
        } catch (IOException e) {
            throw new Refused(400, "the body is not packed by snappy, as the protocol wants it");
        } catch (LinkageError e) {
            throw new Refused(500, "snappy cannot be used on this machine");
        }
    }
}
