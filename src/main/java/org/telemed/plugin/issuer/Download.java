package org.telemed.plugin.issuer;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Fetches small documents from the issuer, quickly or not at all, and from nowhere that it is sent on to. */
final class Download extends DefaultResourceRetriever {
    static final int LARGEST = 128 * 1024;

    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 2000;

    Download() {
        super(CONNECT_MILLIS, READ_MILLIS, LARGEST);
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
        HttpURLConnection connection = super.openHTTPConnection(url);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }
}
