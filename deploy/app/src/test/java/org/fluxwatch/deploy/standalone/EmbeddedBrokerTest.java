package org.fluxwatch.deploy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    private Path folder;

    @Test
    void leavesAFolderAloneThatAnotherHolds() {
        try (DataFolder _ = DataFolder.hold(folder)) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder)).hasMessageContaining("another fluxwatch");
            assertThat(folder.resolve("meta.properties")).doesNotExist();
        }
    }

    @Test
    void doesNotGoToAnotherPortThanTheOneItWasToldAndLetsTheFolderGo() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort()))
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
        }
        DataFolder.hold(folder).close();
    }

    @Test
    void tellsWhereTheBrokerOfAFolderIs() throws Exception {
        Files.writeString(folder.resolve("fluxwatch-ports.properties"), "broker=29092\ncontroller=29093\n");
        assertThat(EmbeddedBroker.bootstrapServers(folder)).isEqualTo("127.0.0.1:29092");
    }
}
