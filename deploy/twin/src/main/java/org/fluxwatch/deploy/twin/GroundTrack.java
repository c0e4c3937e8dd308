package org.fluxwatch.deploy.twin;

import java.time.LocalDate;
import java.util.List;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;

/// Where a satellite looks, exposure by exposure; a function of the day alone.
public sealed interface GroundTrack permits Oco2Track, GosatTrack {
    /// Solar zenith angle beyond which nothing is retrieved, degrees.
    double GREATEST_SOLAR_ZENITH = 75;

    /// The pixels of one UTC day whose centres lie in a window and in daylight, by rising sounding id.
    List<GroundPixel> pixels(LocalDate day, BoxRegion window);

    static GroundTrack of(Sensor sensor) {
        return switch (Instrument.of(sensor)) {
            case OCO2 -> new Oco2Track(Orbit.OCO2);
            case GOSAT -> new GosatTrack(Orbit.GOSAT);
        };
    }
}
