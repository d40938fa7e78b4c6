package org.telemed.fhir.structure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known name nearest to a misspelt one, by Levenshtein distance. */
public final class NearestName {
    /** One letter in this many may be wrong; a wrong guess is worse than none. */
    private static final int LETTERS_PER_ERROR = 3;

    /** Longer than any known name, so that longer text is no misspelling. */
    private static final int LONGEST = 100;

    private NearestName() {}

    /** The nearest known name; empty if none is near enough. */
    public static Optional<String> of(String misspelt, Collection<String> known) {
        if (misspelt.length() > LONGEST) {
            return Optional.empty();
        }
        LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, misspelt.length() / LETTERS_PER_ERROR));
        return known.stream()
                .filter(name -> distance(distance, misspelt, name) >= 0)
                .min(Comparator.comparingInt((String name) -> distance(distance, misspelt, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code " Did you mean x?"}, or nothing. */
    public static String hint(String misspelt, Collection<String> known) {
        return of(misspelt, known).map(name -> " Did you mean " + name + "?").orElse("");
    }

    /** -1 beyond the threshold. */
    private static int distance(LevenshteinDistance distance, String a, String b) {
        return distance.apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
