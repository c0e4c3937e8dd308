package org.fluxwatch.deploy.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports for a demo that must not fail because something else runs.
final class FreePorts {
    private FreePorts() {}

    /// The port itself when it is free, else 0, which means any.
    static int preferred(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }
}
