package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportPageTest {
    private static final Pattern DATA =
            Pattern.compile("<script id=\"data\" type=\"application/json\">(.*?)</script>", Pattern.DOTALL);

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void holdsEveryScriptOfTheLivePageThatItUsesAndItsOwn() {
        final String page = ReportPage.of("{}");
        for (String script : ReportPage.SHARED_SCRIPTS)
            assertThat(page).contains("modules['" + script + "'] =", lastFunctionOf(ReportPage.shared(script)));
        for (String script : ReportPage.OWN_SCRIPTS)
            assertThat(page).contains("modules['" + script + "'] =", lastFunctionOf(ReportPage.own(script)));
        assertThat(page).contains(ReportPage.shared("page.css"), ReportPage.own("report.css"));
    }

    /// What follows a script's last import or export, which the bundle leaves as it is.
    private static String lastFunctionOf(String script) {
        final int last = Math.max(script.lastIndexOf("\nimport "), script.lastIndexOf("\nexport "));
        return script.substring(script.indexOf('\n', last + 1));
    }

    @Test
    void asksForNothingElse() {
        assertThat(ReportPage.of("{}"))
                .doesNotContainPattern(
                        "<script[^>]* src=|<link[^>]*href=\"(?!data:)|@import|url\\(|fetch\\(|XMLHttpRequest")
                .doesNotContain("https:", "/*styles*/", "/*data*/", "/*scripts*/");
    }

    @Test
    void textOfTheReportEntersAsTextOnly() {
        for (String script : ReportPage.OWN_SCRIPTS)
            assertThat(ReportPage.own(script)).doesNotContainPattern(MARKUP);
        for (String script : ReportPage.SHARED_SCRIPTS)
            assertThat(ReportPage.shared(script)).doesNotContainPattern(MARKUP);
    }

    private static final String MARKUP =
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|setAttribute\\('style";

    @Test
    void dataCannotEndTheElementThatTheyStandIn() throws IOException {
        final String json = mapper.writeValueAsString(mapper.createObjectNode()
                .put("</script><script>alert(1)</script>", "<!-- <script> $1 \\1 /*scripts*/"));
        final String page = ReportPage.of(json);
        assertThat(page.split("</script", -1)).hasSize(3);
        assertThat(page).doesNotContain("<script>", "<!--");
        final Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        assertThat(mapper.readTree(data.group(1))).isEqualTo(mapper.readTree(json));
    }
}
