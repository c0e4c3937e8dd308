package org.fluxwatch.publish.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.publish.health.CurrentAlarms.Alarm;
import org.jspecify.annotations.Nullable;

/// How the system is at one moment, as `/api/state` answers.
///
/// @param level the worst of what there is to say
/// @param summary one sentence for an operator, the worst first
/// @param quarantined granules in quarantine, of which `quarantine` shows the newest
public record StateView(
        Instant now,
        Level level,
        String summary,
        List<ServiceView> services,
        List<DomainView> domains,
        List<SensorView> sensors,
        List<Alarm> alarms,
        List<QuarantineView> quarantine,
        int quarantined,
        List<DeadLetterView> deadLetters,
        List<DiskView> disks) {
    /// How bad it is.
    public enum Level {
        GOOD,
        WARNING,
        BAD;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An instance of a service.
    ///
    /// @param since when it began to be in its state
    /// @param started its process
    /// @param heard when its last heartbeat came
    /// @param ageSeconds since then
    public record ServiceView(
            String service,
            String instance,
            ServiceState state,
            Instant since,
            Instant started,
            Instant heard,
            double ageSeconds,
            String version,
            List<Heartbeat.Part> parts,
            Map<String, Double> numbers) {}

    /// What a system has made of a domain.
    ///
    /// @param newestDay of an inversion the day that its newest month is known up to; null without products, as are
    ///   all of the newest
    /// @param days files of days, of an inversion of months
    /// @param writtenAt when the newest file was written
    /// @param ageDays from the end of the newest day to now: how old what it says of the world is
    /// @param waiting what its next day waits for
    /// @param damaged files of those looked at
    /// @param unreadable why its newest file, or its alarms, cannot be told of; empty when they can
    public record DomainView(
            String domain,
            String system,
            @Nullable LocalDate newestDay,
            @Nullable Integer revision,
            int days,
            @Nullable Instant writtenAt,
            @Nullable Double ageDays,
            List<String> waiting,
            int damaged,
            String unreadable) {}

    /// What has come of a sensor.
    public record SensorView(String sensor, LocalDate newestDay, String newestGranule, int granules) {
        SensorView with(int others) {
            return new SensorView(sensor, newestDay, newestGranule, others);
        }
    }

    public record QuarantineView(String granule, String sensor, LocalDate day, String why) {}

    /// @param detail what was found in the newest of them, and what was expected
    public record DeadLetterView(String topic, String reason, int count, String detail) {}

    /// A disk that a service writes to.
    public record DiskView(String folder, String service, String instance, double freeBytes, double totalBytes) {
        double freeShare() {
            return totalBytes > 0 ? freeBytes / totalBytes : 1;
        }
    }
}
