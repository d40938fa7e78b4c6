package org.telemed.core.participant;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads literal references to resources of this server. Which base is ours is configuration: a request's headers have no
 * say in it.
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
     * The profile that a reference names; a version in it is ignored.
     *
     * @return empty for what names nobody here: contained, logical, conditional, malformed, on a foreign base
     */
    public Optional<Profile> read(@Nullable String reference) {
        if (reference == null) {
            return Optional.empty();
        }
        Matcher parts = RELATIVE.matcher(withoutLocalBase(reference));
        return parts.matches() ? Optional.of(new Profile(parts.group(1), parts.group(2))) : Optional.empty();
    }

    private String withoutLocalBase(String reference) {
        return bases.stream()
                .filter(reference::startsWith)
                .findFirst()
                .map(base -> reference.substring(base.length()))
                .orElse(reference);
    }

    private static String withSlash(String base) {
        return base.endsWith("/") ? base : base + "/";
    }
}
