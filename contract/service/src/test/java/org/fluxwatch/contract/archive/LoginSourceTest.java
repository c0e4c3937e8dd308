package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginSourceTest {
    private static final String URS = "urs.earthdata.nasa.gov";

    @TempDir
    Path home;

    private Optional<UserAndPassword> login(Map<String, String> environment) throws ArchiveException {
        return new LoginSource(environment, URS).value();
    }

    private Path netrc(String name) throws IOException {
        return Files.writeString(home.resolve(name), "machine " + URS + " login file password SECRET\n");
    }

    @Test
    void takesTheEnvironmentBeforeAnyFile() throws Exception {
        netrc(".netrc");
        final UserAndPassword found = login(
                        Map.of("HOME", home.toString(), "EARTHDATA_USERNAME", "ada", "EARTHDATA_PASSWORD", "SECRET"))
                .orElseThrow();
        assertThat(found.user()).isEqualTo("ada");
        assertThat(found.basic()).isEqualTo("Basic YWRhOlNFQ1JFVA==");
        assertThat(found).hasToString("EARTHDATA_USERNAME and EARTHDATA_PASSWORD");
    }

    @Test
    void takesTheFileThatIsNamedBeforeTheOneAtHome() throws Exception {
        Files.writeString(home.resolve(".netrc"), "default login no password no");
        final Path named = netrc("other");
        assertThat(login(Map.of("HOME", home.toString(), "NETRC", named.toString()))
                        .orElseThrow()
                        .user())
                .isEqualTo("file");
        assertThat(login(Map.of("HOME", home.toString())).orElseThrow().user()).isEqualTo("no");
    }

    @Test
    void hasNoneWhereThereIsNoneAndSaysWhatIsHalf() throws Exception {
        assertThat(login(Map.of("HOME", home.toString()))).isEmpty();
        assertThat(login(Map.of())).isEmpty();
        assertThatThrownBy(() -> login(Map.of("EARTHDATA_PASSWORD", "SECRET")))
                .hasMessage(
                        "EARTHDATA_USERNAME and EARTHDATA_PASSWORD: user or password is empty or the user has a colon,"
                                + " expected a name and a password");
        assertThatThrownBy(() -> login(Map.of("NETRC", home.resolve("gone").toString())))
                .hasMessageStartingWith("the file of NETRC cannot be read: no such file or folder: ");
    }
}
