package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.publish.AlarmedFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `alarms`, and `explain` of what it lists.
class AlarmCommandsTest {
    @TempDir
    private Path folder;

    private Path settings;

    @BeforeEach
    void write() throws IOException {
        AlarmedFolder.write(folder);
        settings = folder.resolve("settings.yaml");
        Files.writeString(settings, AlarmedFolder.settingsText(folder));
    }

    private CommandLineRun run(String command, String... arguments) {
        final String[] all = new String[arguments.length + 1];
        all[0] = settings.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineRun.of(command, "--settings", all);
    }

    @Test
    void eachAlarmIsListedWithWhatExplainsIt() {
        final CommandLineRun run = run("alarms", "--domain", "plane");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("2019-05-03  severe")
                .contains("./fluxwatch explain plane/filter/2019-05-03/gosat")
                .containsPattern("plane/filter: \\d+ alarms on 3 days that were watched");
        assertThat(run("alarms", "--domain", "plane", "--from", "2019-05-03").out())
                .contains("on 1 days that were watched");
    }

    @Test
    void asJsonEachDayIsAnObject() throws IOException {
        final List<String> lines = run("alarms", "--domain", "plane", "--json")
                .out()
                .strip()
                .lines()
                .toList();
        assertThat(lines).hasSize(AlarmedFolder.DAYS);
        final JsonNode last = new ObjectMapper().readTree(lines.getLast());
        assertThat(last.get("day").textValue()).isEqualTo("2019-05-03");
        assertThat(last.get("alarms").get(0).get("sensor").textValue()).isEqualTo("gosat");
    }

    @Test
    void anAlarmThatIsNotThereIsToldFromADayThatIsNot() {
        final CommandLineRun without = run("explain", "plane/filter/2019-05-03/oco2");
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).contains("plane/filter has no alarm on oco2 on 2019-05-03");
        assertThat(run("explain", "plane/filter/2019-05-09/oco2").err())
                .contains("whether plane/filter had alarms on 2019-05-09 cannot be said");
    }

    @Test
    void anAlarmIsExplainedByItsName() throws IOException {
        final String alarm = "plane/filter/2019-05-03/gosat";
        final CommandLineRun run = run("explain", alarm);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("gated-share").contains("2019-05-01").contains("2019-05-03");
        final JsonNode json =
                new ObjectMapper().readTree(run("explain", alarm, "--json").out());
        assertThat(json.get("history").get("alarm").get("id").textValue()).isEqualTo(alarm);
        assertThat(json.get("history").get("days")).hasSize(AlarmedFolder.DAYS);
        assertThat(json.get("explanation").get("sensor").textValue()).isEqualTo("gosat");
    }

    @Test
    void whatCannotBeSaidIsNotCalledNoAlarm() {
        final CommandLineRun run = run("explain", "plane/filter/2019-07-03/gosat");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot be said").contains("2019-07-03");
        final CommandLineRun none = run("alarms", "--domain", "plane", "--from", "2019-07-03");
        assertThat(none.err()).contains("there is no file of plane/filter in these days");
    }

    @Test
    void wrongNamesAreWrongUsage() {
        final CommandLineRun sensor = run("explain", "2019-05-03", "--domain", "plane", "--sensor", "foo");
        assertThat(sensor.exitCode()).isEqualTo(2);
        assertThat(sensor.err()).contains("--sensor", "'foo'", "expected oco2");
        final CommandLineRun mode =
                run("explain", "2019-05-03", "--domain", "plane", "--sensor", "gosat", "--mode", "foo");
        assertThat(mode.exitCode()).isEqualTo(2);
        assertThat(mode.err()).contains("--mode", "'foo'", "expected nadir");
        final CommandLineRun replay = run("explain", "plane/filter/2019-05-03/gosat", "--replay");
        assertThat(replay.exitCode()).isEqualTo(2);
        assertThat(replay.err()).contains("an alarm goes without --replay");
    }
}
