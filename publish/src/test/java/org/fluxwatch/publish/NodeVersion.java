package org.fluxwatch.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Which node is on the path.
public final class NodeVersion {
    private NodeVersion() {}

    /// 0 where there is none.
    public static int there() throws InterruptedException {
        try {
            final Process node = new ProcessBuilder("node", "--version").start();
            final String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return node.waitFor() == 0 ? Integer.parseInt(version.strip().replaceAll("^v(\\d+).*$", "$1")) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
