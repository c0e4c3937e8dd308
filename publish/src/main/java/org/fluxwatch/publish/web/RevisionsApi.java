package org.fluxwatch.publish.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.revision.RevisionChange;
import org.fluxwatch.publish.revision.Revisions;
import org.jspecify.annotations.Nullable;

/// What revisions changed, as JSON.
/// ```
/// GET /api/diff?domain=[&system=]&day=[&against=]   the newest edition of a day against the one before, or another
/// ```
/// `against` is a revision, or of a month the day that it was as of. Where nothing is kept of an earlier edition,
/// `change` is null and `why` says so.
public final class RevisionsApi {
    /// Each reads two days.
    private static final int READING_AT_ONCE = 8;

    private final ProductFolder folder;
    private final Revisions revisions;
    private final Turns reading = Turns.ofDays(READING_AT_ONCE);

    public RevisionsApi(ProductFolder folder) {
        this.folder = folder;
        this.revisions = new Revisions(folder);
    }

    public void addTo(StatusServer server) {
        server.handle("/api/diff", Refused.answering(this::diff));
    }

    /// @param change null where there is none to speak of
    /// @param why it is; empty otherwise
    private record Answer(@Nullable RevisionChange change, String why) {}

    private void diff(HttpExchange exchange) throws IOException, Refused {
        final Query query = new Query(exchange);
        final AnalysedDomain analysed = query.analysed(folder);
        final String against = query.value("against");
        if (!against.matches("|\\d{1,9}|\\d{4}-\\d{2}-\\d{2}"))
            throw new Refused(400, "against is no edition, expected a revision, or of a month a day YYYY-MM-DD");
        reading.take(exchange, () -> {
            final Answer answer =
                    switch (revisions.against(analysed, query.day(), against)) {
                        case Revisions.Found.Changed(var change) -> new Answer(change, "");
                        case Revisions.Found.Nothing(var why) -> new Answer(null, why);
                        case Revisions.Found.Missing _ ->
                            throw new Refused(404, "no such day or edition is there, or its file is damaged");
                    };
            Json.respond(exchange, 200, answer);
        });
    }
}
