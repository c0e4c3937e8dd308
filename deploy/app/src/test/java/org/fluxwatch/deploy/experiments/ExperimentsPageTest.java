package org.fluxwatch.deploy.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.deploy.page.StandalonePage;
import org.junit.jupiter.api.Test;

class ExperimentsPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL);
    private static final String MARKUP =
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|setAttribute\\('style";

    private final String page = ExperimentsPage.of(SampleReport.of(12));

    private JsonNode data() throws IOException {
        final Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void holdsEveryScriptAndStyle() {
        for (String script : ExperimentsPage.SHARED_SCRIPTS) assertThat(page).contains("modules['" + script + "'] =");
        for (String script : ExperimentsPage.OWN_SCRIPTS) assertThat(page).contains("modules['" + script + "'] =");
        assertThat(page).contains(StandalonePage.shared("page.css"), ExperimentsPage.own("experiments.css"));
    }

    @Test
    void asksForNothingElse() {
        assertThat(page)
                .doesNotContainPattern(
                        "<script[^>]* src=|<link[^>]*href=\"(?!data:)|@import|url\\(|fetch\\(|XMLHttpRequest")
                .doesNotContain("https:", "/*styles*/", "/*data*/", "/*scripts*/");
    }

    @Test
    void textEntersAsTextOnly() {
        for (String script : ExperimentsPage.OWN_SCRIPTS)
            assertThat(ExperimentsPage.own(script)).doesNotContainPattern(MARKUP);
    }

    @Test
    void holdsTheReport() throws IOException {
        assertThat(data().at("/months/0/month").asText()).isEqualTo("2018-01");
        assertThat(data().get("cases")).hasSize(11 * 10);
        assertThat(data().at("/cells/observations/1").asInt()).isEqualTo(37);
    }

    @Test
    void whatIsNotKnownIsNull() throws IOException {
        assertThat(data().at("/cases/0/months/1/chiSquare").isNull()).isTrue();
        assertThat(data().at("/cases/0/months/3/regions/0/posteriorSpread").isNull())
                .isTrue();
        assertThat(data().at("/cells/posterior/40").isNull()).isTrue();
        assertThat(data().at("/deviations/7/percent").isNull()).isTrue();
    }
}
