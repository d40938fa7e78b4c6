package org.telemed.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.telemed.fhir.FhirRelease;

/** The searches that the README documents for the questions of an auditor. */
final class DocumentedSearches {
    private static final String SYSTEM = "https://hapi-fhir-telemed.org/fhir/CodeSystem/telemed-event";

    private DocumentedSearches() {}

    /** The search in the row of that question, about that Encounter or Patient, as the README says to write it. */
    static String of(String question, String about, FhirRelease release) {
        Matcher row = Pattern.compile("\\| " + Pattern.quote(question) + "[^|]*\\| `([^`]*)` \\|")
                .matcher(readme());
        if (!row.find()) {
            throw new AssertionError("The README has no search for: " + question);
        }
        String search = row.group(1)
                .replaceAll("(Encounter|Patient|Practitioner)/[\\w-]+", about)
                .replace("system%7C", SYSTEM + "%7C");
        return release.isR5() ? search.replace("subtype=", "code=") : search;
    }

    private static String readme() {
        try {
            return Files.readString(Path.of("README.md"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
