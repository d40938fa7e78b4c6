package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.instance.model.api.IBaseResource;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class NarrativeCommentsTest {
    private static final String BEFORE =
            "{\"status\":\"generated\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>"
                    + "a<!-- b --><p>c<!-- d --> &lt; <![CDATA[<e>]]><!-- f --></p><?g h?><br/></div>\"}";
    private static final String AFTER =
            "{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
                    + "a<p>c &lt; &lt;e&gt;</p><br/></div>\"}";

    @EveryRelease
    void a_narrative_keeps_its_text_and_loses_its_comments(FhirRelease release) {
        assertThat(withoutComments(release, patient(BEFORE))).isEqualTo(patient(AFTER));
    }

    @EveryRelease
    void a_contained_narrative_does_so_too(FhirRelease release) {
        String outer = "{\"resourceType\":\"Encounter\",\"contained\":[%s]}";
        assertThat(withoutComments(release, outer.formatted(patient(BEFORE))))
                .isEqualTo(outer.formatted(patient(AFTER)));
    }

    @EveryRelease
    void what_has_no_comments_stays_as_it_is(FhirRelease release) {
        assertThat(withoutComments(release, patient(AFTER))).isEqualTo(patient(AFTER));
    }

    private static String withoutComments(FhirRelease release, String json) {
        IBaseResource resource = release.parse(json);
        new NarrativeComments(release.context()).remove(resource);
        return release.encode(resource);
    }

    private static String patient(String text) {
        return "{\"resourceType\":\"Patient\",\"id\":\"p\",\"text\":" + text + "}";
    }
}
