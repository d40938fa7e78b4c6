package org.telemed.server.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/** Tomcat valve that writes an {@link ErrorResponse} for requests that Tomcat refuses, instead of its HTML page. */
final class ErrorResponseValve extends ErrorReportValve {

    private static final int LONGEST_BASE = 256;

    private final ErrorResponseWriter refusals;
    private final String contextPath;

    ErrorResponseValve(ErrorResponseWriter refusals, String contextPath) {
        this.refusals = refusals;
        this.contextPath = contextPath;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || response.isCommitted()) {
            return;
        }
        try {
            response.setSuspended(false);
            String path = pathOf(request);
            refusals.write(
                    refusal(response.getStatus()),
                    path.startsWith(contextPath) ? path.substring(contextPath.length()) : path,
                    response);
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            // The client has gone, or somebody else is writing already: there is nobody to tell
            getContainer().getLogger().debug("No refusal was written", gone);
        }
    }

    /** A method, protocol version or transfer encoding that Tomcat does not know is the client's mistake. */
    private static ErrorResponse refusal(int status) {
        boolean unknown = status == 501 || status == 505;
        return ErrorResponse.ofStatus(unknown ? 400 : status);
    }

    private static String pathOf(Request request) {
        String path = request.getRequestURI();
        return path == null || path.isEmpty() ? pathInBuffer(request) : path;
    }

    /** Of a request line that Tomcat cannot parse it keeps nothing but the bytes. */
    private static String pathInBuffer(Request request) {
        if (!(request.getCoyoteRequest().getInputBuffer() instanceof ApplicationBufferHandler buffered)
                || buffered.getByteBuffer() == null) {
            return "";
        }
        ByteBuffer bytes = buffered.getByteBuffer().duplicate().position(0);
        byte[] start = new byte[Math.min(LONGEST_BASE, bytes.remaining())];
        bytes.get(start);
        String[] line = new String(start, StandardCharsets.ISO_8859_1).split("[ \r\n]", 3);
        return line.length > 1 ? line[1] : "";
    }
}
