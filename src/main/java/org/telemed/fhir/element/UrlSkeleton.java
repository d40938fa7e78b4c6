package org.telemed.fhir.element;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Finds systems and codes that could be taken for ours: it compares what is left of a text without case, blanks, invisible
 * and punctuation characters, escapes and other forms of the same letter.
 *
 * @see <a href="https://www.unicode.org/reports/tr39/#Confusable_Detection">Unicode TR 39, whose word skeleton is</a>
 */
public final class UrlSkeleton {
    private static final String HOST = of("hapi-fhir-telemed.org");

    private UrlSkeleton() {}

    /** The letters and digits of ASCII. */
    public static String of(String text) {
        return Normalizer.normalize(decoded(text), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
    }

    /**
     * Whether a system could be taken for one of ours, or for a part of it.
     *
     * @param ours on our canonical base
     */
    public static boolean resembles(String system, String ours) {
        String skeleton = of(system);
        return skeleton.contains(HOST) && skeleton.contains(of(ours.substring(ours.lastIndexOf('/') + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
