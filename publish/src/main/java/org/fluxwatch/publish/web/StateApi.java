package org.fluxwatch.publish.web;

import java.io.IOException;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.publish.health.SystemState;

/// How the system is: services by their own heartbeats, days, granules, alarms, dead letters, disks.
/// ```
/// GET /api/state     always 200, whatever it says; 500 only when the products folder cannot be read
/// ```
/// Ages of services are by the clock, those of days by the world's time: from the end of the day to now.
public final class StateApi {
    private final SystemState state;

    public StateApi(SystemState state) {
        this.state = state;
    }

    public void addTo(StatusServer server) {
        server.handle("/api/state", Refused.answering(exchange -> Json.respond(exchange, 200, now())));
    }

    private Object now() throws IOException {
        return state.now();
    }
}
