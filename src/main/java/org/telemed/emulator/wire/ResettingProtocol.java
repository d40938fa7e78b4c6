package org.telemed.emulator.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Tomcat's HTTP/1.1, able to reset a connection, which the servlet API is not. */
public final class ResettingProtocol extends Http11NioProtocol implements Connections {

    @Override
    public void reset(String remoteAddress, int remotePort) {
        getEndpoint().getConnections().stream()
                .filter(connection -> connection.getRemotePort() == remotePort)
                .filter(connection -> remoteAddress.equals(connection.getRemoteAddr()))
                .map(SocketWrapperBase::getSocket)
                .forEach(ResettingProtocol::reset);
    }

    private static void reset(NioChannel channel) {
        try (SocketChannel socket = channel.getIOChannel()) {
            // Tomcat takes the channel away from a connection that is over
            if (socket != null) {
                // With linger 0 closing sends RST instead of FIN (RFC 9293, section 3.6, "abort")
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (ClosedChannelException e) {
            // over already
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
