package org.fluxwatch.publish.web.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.fluxwatch.publish.SeriesDays;
import org.fluxwatch.publish.daily.Companion;
import org.fluxwatch.publish.rollup.Rollups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolygonMonthsTest {
    private static final String POLYGON =
            ApiServer.encoded("POLYGON((100 25, 116 25, 116 45, 100 45, 100 25), (105 30, 110 30, 110 35, 105 30))");
    private static final String SERIES = "/domains/plane/filter/series?to=2019-05-31&polygon=" + POLYGON + "&by=";

    @TempDir
    Path data;

    @Test
    void whereDailyMembersAreNoLongerKeptWholeMonthsHaveTheSpreadOfTheirMeans() throws Exception {
        try (ApiServer server = new ApiServer(data, Duration.ofSeconds(60), LocalDate.of(2019, 5, 31))) {
            final JsonNode months = server.json(SERIES + "month").get("rows");
            final JsonNode year = server.json(SERIES + "year").get("rows").get(0);
            final JsonNode cumulated = server.json(SERIES + "cumulated").get("rows");
            new Rollups(server.folder.path()).all("plane");
            for (LocalDate day = ApiServer.FIRST; day.getMonthValue() == 4; day = day.plusDays(1))
                Files.delete(Companion.MEMBERS.beside(
                        server.folder.find(server.folder.own("plane"), day).orElseThrow()));
            final JsonNode monthsAfter = server.json(SERIES + "month").get("rows");
            for (int n = 0; n < 2; n++) assertClose(monthsAfter.get(n), months.get(n));
            assertClose(server.json(SERIES + "year").get("rows").get(0), year);
            final JsonNode after = server.json(SERIES + "cumulated");
            assertThat(after.get("rows").get(3).get("spread").isNull()).isTrue();
            assertThat(after.get("spread_of").asText()).contains("null in 29 rows");
            assertClose(after.get("rows").get(29), cumulated.get(29));
            assertClose(after.get("rows").get(45), cumulated.get(45));
            // a month of which a day is not asked for is no whole one
            final JsonNode part = server.json(SERIES + "month&from=2019-04-02").get("rows");
            assertThat(part.get(0).get("spread").isNull()).isTrue();
            // nor is one of which a day has been made again since
            server.folder.write(SeriesDays.day("plane", server.grid, ApiServer.FIRST, 1, false));
            final JsonNode again = server.json(SERIES + "month").get("rows");
            assertThat(again.get(0).get("days")).isEqualTo(months.get(0).get("days"));
            assertThat(again.get(0).get("spread").isNull()).isTrue();
            assertThat(again.get(1).get("spread").isNull()).isFalse();
        }
    }

    private static void assertClose(JsonNode row, JsonNode expected) {
        assertThat(row.get("period")).isEqualTo(expected.get("period"));
        for (String name : new String[] {"analysis", "spread"})
            assertThat(row.get(name).asDouble())
                    .as(name + " of " + expected)
                    .isCloseTo(expected.get(name).asDouble(), within(1e-5));
    }
}
