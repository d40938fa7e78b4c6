package org.telemed.core.membership;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads literal references to resources of this server. The server's own base URLs come from settings, never from
 * request headers.
 */
public final class LocalReferences {
    private static final Pattern RELATIVE =
            Pattern.compile("([A-Z][A-Za-z]{1,63})/([A-Za-z0-9\\-.]{1,64})(/_history/[A-Za-z0-9\\-.]{1,64})?");

    private final List<String> bases;

    /** @param bases the FHIR bases on which an absolute reference is local, with or without a slash at the end */
    public LocalReferences(Collection<String> bases) {
        this.bases = bases.stream().map(LocalReferences::withSlash).distinct().toList();
    }

    /**
     * The resource that a literal reference names; a version in it is ignored.
     *
     * @return empty for a reference that is contained, logical, conditional, malformed, or to another server
     */
    public Optional<ResourceReference> read(@Nullable String reference) {
        if (reference == null) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(reference), withoutLocalBases(reference))
                .map(RELATIVE::matcher)
                .filter(Matcher::matches)
                .map(parts -> new ResourceReference(parts.group(1), parts.group(2)))
                .findFirst();
    }

    /** The rest of the reference behind each local base that it starts with: a base may lie below another. */
    private Stream<String> withoutLocalBases(String reference) {
        return bases.stream().filter(reference::startsWith).map(base -> reference.substring(base.length()));
    }

    private static String withSlash(String base) {
        return base.endsWith("/") ? base : base + "/";
    }
}
