package org.fluxwatch.publish;

import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Check;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Severity;
import org.fluxwatch.contract.record.DayAlarms.Side;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.DayAlarms.Watched;
import org.fluxwatch.contract.record.Sensor;

/// A watched day on which OCO-2 is off and GOSAT is not.
public final class Alarming {
    private static final AnalysisIdentity IDENTITY =
            new AnalysisIdentity("plane", AssimilationSystem.FILTER, Days.FIRST, 0);

    public static final DayAlarms DAY = new DayAlarms(
            IDENTITY,
            List.of(watched(Sensor.OCO2, 1.5, Severity.CONSIDERABLE), watched(Sensor.GOSAT, 0.1, Severity.NONE)),
            List.of(new Alarm(
                    "plane/filter/2019-05-01/oco2",
                    Sensor.OCO2,
                    DayAlarms.ALL_MODES,
                    Statistic.OMB_MEAN,
                    Severity.CONSIDERABLE,
                    1.5,
                    new Range(-1, 0.75),
                    3,
                    10,
                    Side.SENSOR,
                    "oco2 is off.")));

    private Alarming() {}

    /// A producer that has what it is given.
    public static MockProducer<byte[], byte[]> producer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Watched watched(Sensor sensor, double mean, Severity severity) {
        return new Watched(
                sensor,
                DayAlarms.ALL_MODES,
                new Statistics(40, 0.05, mean, 0.7, 0.1, 0.4, 1.2),
                List.of(new Check(Statistic.OMB_MEAN, new Range(-1, 0.75), new Range(-4, 4), severity)));
    }
}
