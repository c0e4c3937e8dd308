package org.fluxwatch.deploy.twin;

import java.time.Instant;

/// One place on the ground as a satellite looks at it.
///
/// @param soundingId 16 digits YYYYMMDDhhmmssmf for OCO-2, 14 digits YYYYMMDDhhmmss for GOSAT
/// @param time of the exposure
/// @param latitude of the centre, degrees north
/// @param longitude of the centre, degrees east
/// @param footprint place across track, counted from 1
/// @param orbit since the mission began
/// @param path which of the repeating ground tracks, counted from 1
/// @param mode where the satellite was told to look
/// @param solarZenith degrees
/// @param solarAzimuth degrees east of north
/// @param sensorZenith degrees
/// @param sensorAzimuth degrees east of north
/// @param glintAngle between the line of sight and the sun's mirror image, degrees
/// @param vertexLatitudes corners, degrees north; none for round footprints. Not copied: treat as read-only
/// @param vertexLongitudes corners, degrees east
public record GroundPixel(
        long soundingId,
        Instant time,
        double latitude,
        double longitude,
        int footprint,
        int orbit,
        int path,
        Mode mode,
        double solarZenith,
        double solarAzimuth,
        double sensorZenith,
        double sensorAzimuth,
        double glintAngle,
        double[] vertexLatitudes,
        double[] vertexLongitudes) {
    /// The code is that of the Lite files' `operation_mode`.
    public enum Mode {
        NADIR(0),
        GLINT(1);

        private final int code;

        Mode(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }
}
