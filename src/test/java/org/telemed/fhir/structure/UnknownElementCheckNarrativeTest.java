package org.telemed.fhir.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.telemed.fhir.EveryRelease;
import org.telemed.fhir.FhirRelease;

class UnknownElementCheckNarrativeTest {
    @EveryRelease
    void a_narrative_is_not_replaced_by_the_id_of_its_companion(FhirRelease release) {
        String text = "{\"status\":\"empty\",\"div\":\"<div xmlns='http://www.w3.org/1999/xhtml'>x</div>\","
                + "\"_div\":{\"id\":\"secret\"}}";
        assertThat(problem(release, "{\"resourceType\":\"Encounter\",\"text\":" + text + "}"))
                .startsWith("Encounter.text._div would be lost");
    }

    @EveryRelease
    void a_narrative_without_text_or_image_would_be_lost(FhirRelease release) {
        for (String empty :
                List.of("<div></div>", "<div> <p>\\u2003</p><br/></div>", "<div><!-- a <b> --><?c d?>\\n</div>")) {
            assertThat(problem(release, narrative(empty))).as(empty).startsWith("Encounter.text.div is empty");
        }
        for (String said : List.of(
                "text",
                "<div>a</div>",
                "<div><br/>a</div>",
                "<div><img src='a'/></div>",
                "<div><!-- a -->b</div>",
                "<div>&#160;</div>",
                "<div><![CDATA[a]]></div>",
                "<div><![CDATA[<!-- ]]></div>")) {
            assertThat(problem(release, narrative(said))).as(said).isEmpty();
        }
    }

    @Test
    @Timeout(10)
    void a_long_narrative_is_read_once() {
        for (String part : List.of("<!--", "<b> </b>", "<!-- -->", " ")) {
            String megabytes = part.repeat(1_000_000);
            assertThat(problem(FhirRelease.R4, narrative("<div><![CDATA[" + megabytes + "]]></div>")))
                    .isEmpty();
            assertThat(problem(FhirRelease.R4, narrative("<div>" + megabytes + "a</div>")))
                    .isEmpty();
        }
    }

    private static String problem(FhirRelease release, String json) {
        return new UnknownElementCheck(release.context()).problem(json).orElse("");
    }

    private static String narrative(String xhtml) {
        return "{\"resourceType\":\"Encounter\",\"text\":{\"status\":\"generated\",\"div\":\"" + xhtml + "\"}}";
    }
}
