package org.telemed.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The example that clients in the field were written after; it is R4. */
public interface DocumentedExample extends Acceptance {

    /** The documented request but for the references; the ids of adam and of the tablet are in their place. */
    String EXAMPLE = """
            {
              "resourceType": "Encounter",
              "text": {
                "status": "generated",
                "div": "<div xmlns=\\"http://www.w3.org/1999/xhtml\\">Encounter for telemed room</div>"
              },
              "contained": [
                {"resourceType": "Location", "id": "home", "description": "Client's home", "mode": "kind"}
              ],
              "status": "arrived",
              "class": {
                "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                "code": "HH",
                "display": "home health"
              },
              "participant": [
                {"individual": {"reference": "Practitioner/adam-careful", "display": "Dr Adam Careful"}}
              ],
              "period": {"start": "2023-10-17T14:36:05.672Z"},
              "location": [{"location": {"reference": "#home", "display": "Client's home"}}],
              "meta": {
                "versionId": "47dfc118-025d-407a-9210-55ffc9dd198a",
                "lastUpdated": "2023-10-17T14:36:05.672Z"
              },
              "extension": [
                {
                  "url": "https://extensions.fhir.zapehr.com/encounter-other-participants",
                  "extension": [
                    {
                      "url": "https://extensions.fhir.zapehr.com/encounter-other-participant",
                      "extension": [
                        {"url": "period", "valuePeriod": {"start": "2023-10-17T14:36:05.672Z"}},
                        {
                          "url": "reference",
                          "valueReference": {"reference": "Device/home-tablet", "display": "Ms Jane Doe"}
                        }
                      ]
                    }
                  ]
                }
              ]
            }""";

    @Test
    default void the_documented_encounter_gets_its_room_and_its_people_their_tokens() {
        StoredEncounter created = encounterIn(as("adam").createsRoomFor(EXAMPLE));
        assertThat(created.room()).startsWith("RM");
        assertThat(created.version()).isEqualTo("1");
        assertThat(created.json().at("/contained/0/id").asText()).isEqualTo("home");
        assertThat(created.json().at("/location/0/location/reference").asText()).isEqualTo("#home");
        for (String client : List.of("adam", "tablet")) {
            Answer token = as(client).asksForToken(created.id()).expecting(200);
            twilio().joins(created.room(), token.parameter("token")).expecting(201);
        }
        assertThat(as("jane").asksForToken(created.id()).status())
                .isIn(403, 404); // where scopes count, it is none of hers
    }
}
