package io.narthex.web.internal.http;

import java.io.BufferedReader;
import java.io.Reader;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/**
 * A request whose body only {@link Call} can read. CXF would read to its end, into memory and without a limit, whatever an
 * endpoint has left of it or refused.
 */
final class BodilessRequest extends HttpServletRequestWrapper {

    private static final String ORIGINAL = BodilessRequest.class.getName();

    BodilessRequest(HttpServletRequest request) {
        super(request);
        request.setAttribute(ORIGINAL, request);
    }

    /** The request with its body. */
    static HttpServletRequest original(HttpServletRequest request) {
        return request.getAttribute(ORIGINAL) instanceof HttpServletRequest original ? original : request;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new NoInput();
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(Reader.nullReader());
    }

    private static final class NoInput extends ServletInputStream {

        @Override
        public int read() {
            return -1;
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("there is nothing to read");
        }
    }
}
