package org.telemed.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.RestfulServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.telemed.acceptance.Answer;
import org.telemed.acceptance.Http;
import org.telemed.plugin.lifecycle.TelemedPlugin;

/** A host in which nobody has set anything yet: the operations are there, and say what to set. */
class NotConfiguredTest {

    private WebServer host;
    private Http http;

    @BeforeEach
    void start() {
        FhirContext context = FhirContext.forR4Cached();
        RestfulServer server = new RestfulServer(context);
        server.registerProvider(TelemedPlugin.notConfigured("telemed.public-url; telemed.twilio.account-sid", context)
                .operations());
        host = new TomcatServletWebServerFactory(0)
                .getWebServer(container -> container.addServlet("fhir", server).addMapping("/fhir/*"));
        host.start();
        http = new Http("http://localhost:" + host.getPort());
    }

    @AfterEach
    void stop() {
        host.stop();
    }

    @Test
    void every_operation_says_what_to_set() {
        for (String operation : new String[] {
            "Encounter/$create-telemed-room",
            "Encounter/x/$create-telemed-room",
            "Encounter/x/$telemed-token",
            "Encounter/x/$telemed-status"
        }) {
            Answer answer = http.send("POST", "/fhir/" + operation, "", "");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.errorCode()).isEqualTo("not-configured");
            assertThat(answer.issue().path("code").asText()).isEqualTo("transient");
            assertThat(answer.issue().path("diagnostics").asText())
                    .isEqualTo(answer.issue().at("/details/text").asText())
                    .contains("telemed.public-url", "telemed.twilio.account-sid");
        }
    }
}
