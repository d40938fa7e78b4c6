package org.telemed.server.scope;

import ca.uhn.fhir.rest.api.Constants;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response that names no version of a resource: it has no {@code ETag} and no {@code Last-Modified}, and its
 * locations end with the id. HAPI stores no new version where a write changes nothing, so the version would tell whether a
 * guessed value is the stored one.
 */
final class VersionlessResponse extends HttpServletResponseWrapper {

    private static final Set<String> VERSIONS = lowerCase(Constants.HEADER_ETAG, Constants.HEADER_LAST_MODIFIED);
    private static final Set<String> LOCATIONS =
            lowerCase(Constants.HEADER_LOCATION, Constants.HEADER_CONTENT_LOCATION);

    VersionlessResponse(HttpServletResponse response) {
        super(response);
    }

    /** The URL of a resource without its version. */
    static String versionless(String url) {
        return url.replaceFirst("/_history(/.*)?$", "");
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        if (!isVersion(name)) {
            super.setHeader(name, shown(name, value));
        }
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (!isVersion(name)) {
            super.addHeader(name, shown(name, value));
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isVersion(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isVersion(name)) {
            super.addDateHeader(name, date);
        }
    }

    private static boolean isVersion(String name) {
        return VERSIONS.contains(name.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String shown(String name, @Nullable String value) {
        return value != null && LOCATIONS.contains(name.toLowerCase(Locale.ROOT)) ? versionless(value) : value;
    }

    private static Set<String> lowerCase(String first, String second) {
        return Set.of(first.toLowerCase(Locale.ROOT), second.toLowerCase(Locale.ROOT));
    }
}
