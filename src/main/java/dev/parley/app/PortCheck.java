package dev.parley.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Says in one line that the port is taken, before anything else is started.
final class PortCheck {
    private PortCheck() {}

    static void requireFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new StartRefused("port " + port + " is taken; stop what uses it, or set PARLEY_PORT");
        }
    }
}
