package org.fluxwatch.publish.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.fluxwatch.contract.record.Heartbeat;

/// How an instance of a service is, judged by its heartbeats.
/// ```
/// WAITING <--> UP ──> FAILED      as its parts say; WAITING also while it starts
///    └──────────┴──> SILENT       no heartbeat for 20 s
///    └──────────┴──> STOPPED      its last one said so
/// ```
/// One that has failed and ends for that says both, and has failed.
public enum ServiceState {
    UP,
    WAITING,
    FAILED,
    SILENT,
    STOPPED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Of one that has been heard just now. Without any part it has only begun.
    static ServiceState of(Heartbeat heartbeat) {
        boolean waits = heartbeat.parts().isEmpty();
        for (Heartbeat.Part part : heartbeat.parts())
            switch (part.state()) {
                case FAILED -> {
                    return FAILED;
                }
                case STARTING, WAITING -> waits = true;
                case UP -> {}
            }
        if (heartbeat.stopped()) return STOPPED;
        return waits ? WAITING : UP;
    }
}
