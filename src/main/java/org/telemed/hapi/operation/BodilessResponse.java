package org.telemed.hapi.operation;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Drops the body of a response and the headers that describe it: HAPI cannot answer an operation without a body. */
final class BodilessResponse extends HttpServletResponseWrapper {
    BodilessResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(Writer.nullWriter());
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int dropped) {
                // no body
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("This answer is written without waiting.");
            }
        };
    }

    @Override
    public void setContentType(@Nullable String type) {
        // no body
    }

    @Override
    public void setContentLength(int length) {
        // no body
    }

    @Override
    public void setContentLengthLong(long length) {
        // no body
    }
}
