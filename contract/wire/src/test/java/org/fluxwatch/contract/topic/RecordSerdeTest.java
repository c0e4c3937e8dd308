package org.fluxwatch.contract.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.record.Samples;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.fluxwatch.contract.topic.UnreadableRecordException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSerdeTest {
    @Test
    void aRecordOnX2007IsAsEverAndOneOnX2019IsOfANewerSchema() {
        final DayComplete sample = Samples.DAY_COMPLETE;
        final DayComplete other = new DayComplete(
                sample.domain(),
                sample.sensor(),
                sample.day(),
                sample.granule(),
                sample.version(),
                sample.superobservations(),
                sample.soundings(),
                sample.rejected(),
                sample.standIns(),
                Co2Scale.X2019);
        for (DayComplete record : List.of(sample, other)) {
            final RecordHeaders headers = new RecordHeaders();
            final byte[] bytes = Topics.OBSERVATIONS.values().serializer().serialize("t", headers, record);
            assertThat(Topics.OBSERVATIONS.values().deserializer().deserialize("t", headers, bytes))
                    .isEqualTo(record);
            final boolean told = new String(bytes, StandardCharsets.UTF_8).contains("\"co2Scale\":\"x2019\"");
            assertThat(told).isEqualTo(record == other);
            assertThat(new String(headers.lastHeader(RecordSerde.SCHEMA_HEADER).value(), StandardCharsets.US_ASCII))
                    .isEqualTo(record == other ? "7" : "1");
        }
    }

    @Test
    void granulesOfAnAnalysisTellTheirScaleInCborToo() {
        final RecordSerde<DailyAnalysis.Granule> serde = RecordSerde.cbor(DailyAnalysis.Granule.class);
        for (Co2Scale scale : Co2Scale.values()) {
            final DailyAnalysis.Granule granule = new DailyAnalysis.Granule(
                    "g.nc4", Sensor.of("tansat"), GranuleVersion.parse("B1/240101000000/1"), 3, scale);
            assertThat(serde.deserialize("t", serde.serialize("t", granule))).isEqualTo(granule);
        }
    }

    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final float[] ODD_NUMBERS = {
        0, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MAX_VALUE
    };
    private static final int[] LETTERS = "a9 \"\\/\0\t\n\r\u007f\u00e9\u2028\u6f22\ufeff\uffff\ud83c\udf0d"
            .codePoints()
            .toArray();

    private static AnalysisIdentity fiji(int revision) {
        return new AnalysisIdentity("fiji", AssimilationSystem.FILTER, DAY, revision);
    }

    private static <T> T thereAndBack(Topic<String, T> topic, T record) {
        final Serde<T> serde = topic.values();
        final Headers headers = new RecordHeaders();
        final byte[] bytes = serde.serializer().serialize(topic.name(), headers, record);
        final T back = serde.deserializer().deserialize(topic.name(), headers, bytes);
        assertThat(serde.serializer().serialize(topic.name(), back)).isEqualTo(bytes);
        return back;
    }

    /// Of letters of all kinds: one to four bytes long, of no width, with a meaning in JSON.
    private static String text(SplittableRandom random, int letters) {
        final StringBuilder text = new StringBuilder();
        while (text.codePointCount(0, text.length()) < letters) {
            final int letter = random.nextInt(2) == 0
                    ? LETTERS[random.nextInt(LETTERS.length)]
                    : random.nextInt(Character.MAX_CODE_POINT + 1);
            if (Character.getType(letter) != Character.SURROGATE) text.appendCodePoint(letter);
        }
        return text.toString();
    }

    @Law(tries = 200)
    void fieldsComeBackBitForBit(
            long seed,
            @Range(min = 0, max = 40) int size,
            @Range(min = 0, max = 12) int letters,
            @Range(min = 0, max = Integer.MAX_VALUE) int revision) {
        final SplittableRandom random = new SplittableRandom(seed);
        final String name = text(random, letters);
        final float[] values = Arrays.copyOf(ODD_NUMBERS, size);
        for (int i = ODD_NUMBERS.length; i < size; i++) values[i] = Float.intBitsToFloat(random.nextInt());
        final AnalysisField field = new AnalysisField(fiji(revision), name, "", "ppm", "", values);
        assertThat(thereAndBack(Topics.ANALYSES, field)).isEqualTo(field);
    }

    /// Such halves of a letter can be read of CBOR and of JSON's escapes, but no more be written.
    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "x\\udc00y", "\\udc00\\ud800"})
    void halvesOfALetterInJsonAreUnreadable(String half) {
        final byte[] state = Topics.GRANULES.values().serializer().serialize("granules", Samples.GRANULE_STATE);
        assertUnreadable(
                Topics.GRANULES,
                new String(state, StandardCharsets.UTF_8)
                        .replace("is no HDF5 file", half)
                        .getBytes(StandardCharsets.UTF_8));
    }

    /// In the place of a text, and of a name.
    @Test
    void halvesOfALetterInCborAreUnreadable() {
        assertUnreadable(Topics.ANALYSES, withHalf(Samples.ANALYSIS_FIELD, "umol m-2"));
        assertUnreadable(Topics.ANALYSES, withHalf(Samples.DAILY_ANALYSIS, "gated"));
    }

    /// @param text of which the first three bytes become half of a letter
    private static byte[] withHalf(AnalysisRecord record, String text) {
        final byte[] bytes = Topics.ANALYSES.values().serializer().serialize("analyses", record);
        final int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
        bytes[at] = (byte) 0xed;
        bytes[at + 1] = (byte) 0xb0;
        bytes[at + 2] = (byte) 0x80;
        return bytes;
    }

    private static void assertUnreadable(Topic<?, ?> topic, byte[] bytes) {
        assertThatThrownBy(() -> topic.values().deserializer().deserialize(topic.name(), bytes))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining("half of a letter");
    }

    @Law(tries = 200)
    void innovationsComeBack(
            @Range(min = 0.01, max = 9999) double observed,
            Innovation.Status status,
            @Range(min = 0, max = 3) int standInBits,
            @Range(min = 0, max = 5) int sensorCode,
            @Range(min = 0, max = Integer.MAX_VALUE) int rank) {
        final Set<StandIn> standIns = Arrays.stream(StandIn.values())
                .filter(standIn -> (standInBits >> standIn.ordinal() & 1) == 1)
                .collect(Collectors.toSet());
        final Innovation innovation = new Innovation(
                fiji(0),
                new Innovation.Observation(
                        sensorCode < Sensor.coded().size() ? Sensor.coded().get(sensorCode) : Sensor.of("tansat"),
                        "g",
                        "id",
                        ViewMode.MIXED,
                        new Innovation.Position(Instant.EPOCH, 1, 2),
                        observed,
                        1,
                        1,
                        standIns),
                new Innovation.Simulated(Double.NaN, observed),
                status,
                new Innovation.Filter(0, Double.POSITIVE_INFINITY, -observed, rank, new FluxShares(new float[] {
                    (float) observed, Float.NaN
                })));
        assertThat(thereAndBack(Topics.INNOVATIONS, innovation)).isEqualTo(innovation);
    }

    @Law(tries = 200)
    void granuleStatesComeBack(
            long seed,
            @Range(min = 0, max = 12) int letters,
            @Range(min = 0, max = 5) int reasons,
            GranuleState.Outcome outcome) {
        final SplittableRandom random = new SplittableRandom(seed);
        final String detail = text(random, letters);
        final Map<String, Integer> rejected = new HashMap<>();
        for (int r = 0; r < reasons; r++) rejected.put(text(random, r), r == 0 ? Integer.MAX_VALUE : random.nextInt(r));
        final GranuleState state = new GranuleState(
                "g",
                Sensor.OCO3,
                DAY,
                GranuleVersion.of("B1", "2", 3),
                outcome,
                detail,
                9,
                rejected,
                Map.of(),
                Co2Scale.X2007);
        assertThat(thereAndBack(Topics.GRANULES, state)).isEqualTo(state);
    }

    @Test
    void aRecordWithNaNSurvives() {
        assertThat(thereAndBack(Topics.INNOVATIONS, Samples.INNOVATION)).isEqualTo(Samples.INNOVATION);
    }

    @Test
    void oneRecordHasOneEncodingWhateverTheOrderOfItsMaps() {
        final Map<String, Integer> forwards = new java.util.LinkedHashMap<>();
        final Map<String, Integer> backwards = new java.util.LinkedHashMap<>();
        for (int n = 0; n < 20; n++) {
            forwards.put("reason-" + n, n);
            backwards.put("reason-" + (19 - n), 19 - n);
        }
        assertThat(json(dayComplete(backwards))).isEqualTo(json(dayComplete(forwards)));
        assertThat(json(dayComplete(Map.of("c", 1, "a", 2, "b", 3))))
                .contains("\"rejected\":{\"a\":2,\"b\":3,\"c\":1}")
                .contains("\"standIns\":[\"quality-flag\",\"column-operator\"]");
    }

    private static DayComplete dayComplete(Map<String, Integer> rejected) {
        return new DayComplete(
                "fiji",
                Sensor.OCO2,
                DAY,
                "g",
                GranuleVersion.of("B1", "2", 3),
                0,
                0,
                rejected,
                Set.of(StandIn.COLUMN_OPERATOR, StandIn.QUALITY_FLAG),
                Co2Scale.X2007);
    }

    private static String json(ObservationRecord record) {
        return new String(
                Topics.OBSERVATIONS.values().serializer().serialize("observations", record), StandardCharsets.UTF_8);
    }

    @Test
    void writesTheSchemasNumberInAHeader() {
        final Headers headers = new RecordHeaders();
        final var serializer = Topics.OBSERVATIONS.values().serializer();
        serializer.serialize("observations", headers, Samples.DAY_COMPLETE);
        serializer.serialize("observations", headers, Samples.DAY_COMPLETE);
        assertThat(headers.headers(RecordSerde.SCHEMA_HEADER))
                .singleElement()
                .satisfies(header -> assertThat(header.value()).asString().isEqualTo("1"));
    }

    /// So that a program of schema 1 goes on reading what it can read.
    @Test
    void aRecordThatIsAsItWasInSchemaOneIsWrittenAsSuchAndANewKindIsNot() {
        final Headers headers = new RecordHeaders();
        Topics.OBSERVATIONS.values().serializer().serialize("observations", headers, Samples.RETRACTION);
        assertThat(headers.lastHeader(RecordSerde.SCHEMA_HEADER).value())
                .asString()
                .isEqualTo("2");
        assertThat(thereAndBack(Topics.OBSERVATIONS, Samples.RETRACTION)).isEqualTo(Samples.RETRACTION);
    }

    /// An older publish is told so, and puts them aside until it is updated.
    @Test
    void recordsSayWhichSchemaHadTheirKindFirst() {
        assertThat(schema(Topics.OBSERVATIONS, Samples.SUPEROBSERVATION)).isEqualTo("6");
        assertThat(schema(Topics.INNOVATIONS, Samples.INNOVATION)).isEqualTo("6");
        assertThat(schema(Topics.INNOVATIONS, Samples.STATION_INNOVATION)).isEqualTo("6");
        assertThat(schema(Topics.ANALYSES, Samples.ANALYSIS_FIELD)).isEqualTo("4");
        assertThat(schema(Topics.ANALYSES, Samples.FLUX_DETAIL)).isEqualTo("5");
        assertThat(schema(Topics.ANALYSES, Samples.DAILY_ANALYSIS)).isEqualTo("5");
        assertThat(thereAndBack(Topics.INNOVATIONS, Samples.STATION_INNOVATION)).isEqualTo(Samples.STATION_INNOVATION);
        assertThat(thereAndBack(Topics.ANALYSES, Samples.DAILY_ANALYSIS)).isEqualTo(Samples.DAILY_ANALYSIS);
    }

    private static <T> String schema(Topic<String, T> topic, T record) {
        final Headers headers = new RecordHeaders();
        topic.values().serializer().serialize(topic.name(), headers, record);
        return new String(headers.lastHeader(RecordSerde.SCHEMA_HEADER).value(), StandardCharsets.US_ASCII);
    }

    /// As strictly as when it was written.
    @Test
    void refusesAFormerInnovationThatLacksSomethingHasSomethingBeyondOrCannotBe() {
        final String former = """
                {"domain":"east-asia","day":"2019-05-03","revision":0,"sensor":"oco2","granule":"g","id":"x",
                 "time":"2019-05-03T05:11:07Z","latitude":34.25,"longitude":116.125,"observedPpm":412.375,
                 "errorPpm":0.625,"backgroundPpm":411,"spreadPpm":0.5,"analysisPpm":412,"controlPpm":410,
                 "forecastPpm":411,"rank":3,"soundings":7,"status":"ASSIMILATED","standIns":[]}""";
        final Innovation read = innovation(former);
        assertThat(read.identity()).hasToString("east-asia/filter 2019-05-03 revision 0");
        assertThat(read.observation().source()).isEqualTo("g");
        assertThat(read.departurePpm()).isEqualTo(1.375);
        assertThat(read.diagnostics()).isEqualTo(new Innovation.Filter(0.5, 410, 411, 3, FluxShares.NONE));
        assertRefused(former.replace("\"rank\":3,", ""), Reason.UNREADABLE_RECORD);
        assertRefused(former.replace("\"granule\":\"g\",", ""), Reason.UNREADABLE_RECORD);
        assertRefused(former.replace("\"domain\":\"east-asia\",", ""), Reason.UNREADABLE_RECORD);
        assertRefused(former.replace("\"domain\":\"east-asia\"", "\"domain\":null"), Reason.UNREADABLE_RECORD);
        assertRefused(former.replace("{\"domain\"", "{\"colour\":1,\"domain\""), Reason.UNREADABLE_RECORD);
        assertRefused(former.replace("{\"domain\"", "{\"identity\":{},\"domain\""), Reason.UNREADABLE_RECORD);
        assertRefused(former + "{}", Reason.UNREADABLE_RECORD);
        assertRefused(former.replace("\"rank\":3", "\"rank\":-3"), Reason.IMPOSSIBLE_VALUE);
        assertRefused(former.replace("\"revision\":0", "\"revision\":-1"), Reason.IMPOSSIBLE_VALUE);
        assertRefused(former.replace("\"latitude\":34.25", "\"latitude\":\"NaN\""), Reason.IMPOSSIBLE_VALUE);
        assertRefused("null", Reason.UNREADABLE_RECORD);
        assertRefused("", Reason.UNREADABLE_RECORD);
    }

    /// Rows lie on their topic and in the state of an inversion, where nothing says of which schema they are.
    @Test
    void observationsOfFormerRowsHaveAnUnknownMode() throws IOException {
        final ObservationRow row = new ObservationRow(
                Samples.INNOVATION.identity(),
                Samples.INNOVATION.observation(),
                false,
                Map.of("CT", 405.0),
                Map.of(),
                0,
                "",
                new int[] {3},
                new float[] {0.5f});
        final ObjectMapper cbor = new CBORMapper();
        final JsonNode tree = cbor.readTree(Topics.ROWS.values().serializer().serialize("rows", row));
        ((ObjectNode) tree.get("observation")).remove("mode");
        final ObservationRow read =
                Topics.ROWS.values().deserializer().deserialize("rows", cbor.writeValueAsBytes(tree));
        assertThat(read.observation().mode()).isEqualTo(ViewMode.UNKNOWN);
        assertThat(read.observation().id()).isEqualTo(row.observation().id());
    }

    @Test
    void refusesAnAnalysisOfASystemItDoesNotKnow() {
        final byte[] bytes = Topics.INNOVATIONS.values().serializer().serialize("innovations", Samples.INNOVATION);
        assertRefused(
                new String(bytes, StandardCharsets.UTF_8).replace("\"system\":\"filter\"", "\"system\":\"guess\""),
                Reason.IMPOSSIBLE_VALUE);
        assertRefused(
                new String(bytes, StandardCharsets.UTF_8).replace("\"type\":\"filter\"", "\"type\":\"guess\""),
                Reason.UNREADABLE_RECORD);
    }

    private static void assertRefused(String json, Reason reason) {
        assertThatThrownBy(() -> innovation(json))
                .as(json)
                .extracting(UnreadableRecordException::reasonOf)
                .isEqualTo(reason);
    }

    private static Innovation innovation(String json) {
        return Topics.INNOVATIONS
                .values()
                .deserializer()
                .deserialize("innovations", json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "8", "x", ""})
    void refusesASchemaThatIsNone(String schema) {
        final Headers headers =
                new RecordHeaders().add(RecordSerde.SCHEMA_HEADER, schema.getBytes(StandardCharsets.US_ASCII));
        final byte[] bytes = json(Samples.DAY_COMPLETE).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(
                        () -> Topics.OBSERVATIONS.values().deserializer().deserialize("observations", headers, bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("of schema " + schema + ", this program reads schemas 1 to 7")
                .extracting(UnreadableRecordException::reasonOf)
                .isEqualTo(schema.equals("8") ? Reason.FUTURE_SCHEMA : Reason.UNREADABLE_RECORD);
    }

    @Test
    void refusesAFutureSchema() {
        final Headers headers = new RecordHeaders().add(RecordSerde.SCHEMA_HEADER, new byte[] {'8'});
        assertThatThrownBy(() -> Topics.INNOVATIONS
                        .values()
                        .deserializer()
                        .deserialize("innovations", headers, new byte[] {'{', '}'}))
                .isInstanceOf(SerializationException.class)
                .hasMessage(
                        "topic innovations holds Innovation of schema 8, this program reads schemas 1 to 7: update it");
    }

    @Test
    void readsARecordWithoutHeaderAsThePresentSchema() {
        final byte[] bytes = json(Samples.DAY_COMPLETE).getBytes(StandardCharsets.UTF_8);
        assertThat(Topics.OBSERVATIONS.values().deserializer().deserialize("observations", new RecordHeaders(), bytes))
                .isEqualTo(Samples.DAY_COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "{",
                "[]",
                "null",
                "{}",
                "{\"type\":\"unheard-of\"}",
                "{\"type\":\"day-complete\",\"domain\":null}",
                "<html>"
            })
    void refusesGarbageAndNamesTheTopic(String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (Topic<String, ?> topic : java.util.List.of(Topics.OBSERVATIONS, Topics.GRANULES, Topics.ANALYSES))
            assertThatThrownBy(() -> topic.values().deserializer().deserialize(topic.name(), bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageStartingWith("topic " + topic.name() + " holds " + bytes.length + " bytes that are no ")
                    .extracting(UnreadableRecordException::reasonOf)
                    .isEqualTo(Reason.UNREADABLE_RECORD);
    }

    @Test
    void refusesWhatFollowsARecord() {
        assertThatThrownBy(() -> read(json(Samples.DAY_COMPLETE) + "{}")).isInstanceOf(SerializationException.class);
    }

    @Test
    void refusesARecordThatLacksANumber() {
        assertThatThrownBy(() -> read(json(Samples.DAY_COMPLETE).replace("\"soundings\":176825,", "")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("soundings");
    }

    @Test
    void refusesARecordThatBreaksItsOwnRules() {
        assertThatThrownBy(() -> read(json(Samples.SUPEROBSERVATION).replace("\"errorPpm\":0.625", "\"errorPpm\":0")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("error of 34N116E-1 is 0.0 ppm, expected > 0")
                .extracting(UnreadableRecordException::reasonOf)
                .isEqualTo(Reason.IMPOSSIBLE_VALUE);
    }

    @Test
    void refusesValuesThatCannotBe() {
        final String sample = json(Samples.SUPEROBSERVATION);
        final String day = json(Samples.DAY_COMPLETE);
        for (String spoilt : java.util.List.of(
                sample.replace("[0.1,500.0,1000.0]", "[0.1,1500.0,1000.0]"),
                sample.replace("[0.7,1.05,0.95]", "[0.7,\"NaN\",0.95]"),
                sample.replace("\"oco2\"", "\"OCO 9\""),
                sample.replace("\"time\":\"2019", "\"time\":\"1993"),
                day.replace("\"superobservations\":1,", "\"superobservations\":-1,"),
                day.replace("\"ocean\":20", "\"ocean\":null"))) {
            assertThat(spoilt).isNotEqualTo(sample).isNotEqualTo(day);
            assertThatThrownBy(() -> read(spoilt))
                    .as(spoilt)
                    .extracting(UnreadableRecordException::reasonOf)
                    .isEqualTo(Reason.IMPOSSIBLE_VALUE);
        }
    }

    /// Any change of a record is a new schema: a property that this program would drop may have changed the meaning of
    /// the others.
    @Test
    void refusesAPropertyItDoesNotKnow() {
        assertThatThrownBy(() -> read(json(Samples.DAY_COMPLETE).replace("{\"type\"", "{\"colour\":1,\"type\"")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContainingAll("topic observations", "colour");
    }

    private static ObservationRecord read(String json) {
        return Topics.OBSERVATIONS
                .values()
                .deserializer()
                .deserialize("observations", json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTombstoneStaysOne() {
        assertThat(Topics.GRANULES.values().serializer().serialize("granules", null))
                .isNull();
        assertThat(Topics.GRANULES.values().deserializer().deserialize("granules", (byte[]) null))
                .isNull();
    }

    /// The largest field there is: JDAS's grid. Kafka's limit of a message is 1 MB.
    @Test
    void aFieldOfJdasGridFitsAMessage() {
        final float[] values = new float[105 * 86];
        Arrays.fill(values, (float) Math.PI);
        final byte[] bytes = Topics.ANALYSES
                .values()
                .serializer()
                .serialize("analyses", new AnalysisField(fiji(0), "f", "", "", "", values));
        assertThat(bytes.length).isBetween(5 * values.length, 900_000);
    }
}
