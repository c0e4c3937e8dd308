package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoresTest {
    @TempDir
    private Path folder;

    private Path kept;
    private Path store;

    private LocalStores stores() throws Exception {
        final Path own = folder.resolve("application");
        store = Files.createDirectories(own.resolve("0_3/rocksdb/clock"));
        kept = Files.writeString(own.resolve("kafka-streams-process-metadata"), "{}");
        return new LocalStores(own);
    }

    @Test
    void storesThatWereNotClosedAreForgottenAndTheProcessKeepsItsName() throws Exception {
        stores().open();
        assertThat(store).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void storesThatWereClosedStayForOneStart() throws Exception {
        final LocalStores stores = stores();
        stores.closed();
        stores.open();
        assertThat(store).exists();
        stores.open();
        assertThat(store).doesNotExist();
    }
}
