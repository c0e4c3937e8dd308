package org.fluxwatch.publish.web.v1;

import org.fluxwatch.publish.web.Query;
import org.fluxwatch.publish.web.Refused;

/// In what form a table comes.
enum Format {
    JSON,
    CSV;

    static final String PARAMETER = "format";

    /// @throws Refused 400 when there is no such form
    static Format of(Query query) throws Refused {
        return switch (query.has(PARAMETER) ? query.value(PARAMETER) : "json") {
            case "json" -> JSON;
            case "csv" -> CSV;
            default -> throw new Refused(400, "format is unknown, expected json or csv");
        };
    }
}
