package org.fluxwatch.deploy.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.deploy.page.Chromium;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser makes of the page.
class ExperimentsInBrowserTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void aBrowser() {
        Chromium.assumeThere();
    }

    private Chromium.Seen open(String page) throws Exception {
        return Chromium.open(Files.writeString(folder.resolve("experiments.html"), page));
    }

    @Test
    void drawsEveryFigureWithItsNumbers() throws Exception {
        final Chromium.Seen seen = open(ExperimentsPage.of(SampleReport.of(12)));
        assertThat(seen.messages()).isEmpty();
        final int charts = 2 + 2 + 2 + 2 + 3 + 2;
        assertThat(seen.count("<figure class=\"chart\"")).isEqualTo(charts);
        assertThat(seen.count("<canvas")).isEqualTo(2);
        // beside the charts: key figures twice, cells, all scores, all cases
        assertThat(seen.count("<table")).isEqualTo(charts + 5);
        for (String figure : List.of("4a", "4b and c", "5a", "5b", "6a", "7a", "7b", "8a", "8b", "8c", "9a", "9b"))
            assertThat(seen.drawn().replace("&nbsp;", " ")).contains("as the paper’s Fig. " + figure);
        assertThat(seen.drawn())
                .contains("<title>fluxwatch experiments, east-asia 2018</title>", "Natural flux of domain")
                .contains("Nov (12 of 30 days)", "PgC yr⁻¹")
                .doesNotContain("NaN", "undefined", "Infinity", "null");
    }

    @Test
    void whatHasNoValueIsAGap() throws Exception {
        final Chromium.Seen seen = open(ExperimentsPage.of(SampleReport.of(List.of(1, 3, 4, 7))));
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.drawn())
                .contains("There is nothing of Feb, May, Jun, Aug, Sep, Oct, Nov, Dec.", "mean of the months")
                // a month by itself, then two, then one
                .containsPattern("class=\"analysis\" d=\"M[\\d.]+ [\\d.]+h6M[^LMh]+L[^LMh]+M[\\d.]+ [\\d.]+h6\"")
                .doesNotContain("NaN", "undefined", "Infinity", "PgC yr⁻¹");
    }

    @Test
    void figuresFollowTheRegion() throws Exception {
        final Chromium.Seen seen = open(ExperimentsPage.of(SampleReport.of(12)).replace("</body>", """
                <script type="module">
                [0, 1].forEach(n => {
                  const select = document.querySelectorAll('.choose select')[n];
                  select.value = String(n);
                  select.dispatchEvent(new Event('change'));
                });
                </script>
                </body>"""));
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.drawn())
                .contains("Natural flux of Southern China and Outside Southern China", "net flux of Southern China")
                .doesNotContain("Natural flux of domain", "Net flux of domain");
    }

    @Test
    void aDomainWithoutStationsSaysSo() throws Exception {
        final ExperimentReport whole = SampleReport.of(12);
        final Chromium.Seen seen = open(ExperimentsPage.of(new ExperimentReport(
                "<b>no</b>",
                whole.year(),
                whole.ownPrior(),
                whole.ownBackground(),
                whole.varied(),
                whole.priors(),
                whole.backgrounds(),
                whole.regions(),
                whole.months(),
                whole.cases(),
                List.of(),
                List.of(),
                whole.cells())));
        assertThat(seen.messages()).isEmpty();
        assertThat(seen.drawn())
                .contains("There are no stations in this domain.", "There are no cases to compare.")
                .contains("Experiments of &lt;b&gt;no");
    }
}
