package org.telemed.server.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.IInstanceValidatorModule;
import ca.uhn.fhir.validation.ValidationResult;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.telemed.server.DemoServer;

/** HAPI's validator by itself, as a later feature may use it: XML that names a file or an address to read. */
class ValidatorTest extends DemoServer {

    private static final String ENCOUNTER =
            "<Encounter xmlns=\"http://hl7.org/fhir\"><text><status value=\"generated\"/>"
                    + "<div xmlns=\"http://www.w3.org/1999/xhtml\">&x;</div></text><status value=\"planned\"/>"
                    + "<class><code value=\"VR\"/></class></Encounter>";

    @Autowired
    private FhirContext fhir;

    @Autowired
    private List<IInstanceValidatorModule> modules;

    @Test
    void there_is_one() {
        assertThat(modules).isNotEmpty();
        assertThat(messages(ENCOUNTER.replace("&x;", "x"))).doesNotContain("DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"http://localhost:PORT/x\">]>",
                "<!DOCTYPE d SYSTEM \"http://localhost:PORT/d.dtd\" [<!ENTITY x \"y\">]>",
                "<!DOCTYPE d [<!ENTITY % p SYSTEM \"http://localhost:PORT/p\"> %p; <!ENTITY x \"y\">]>",
                "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY x \"&b;&b;&b;&b;\">]>",
            })
    void it_reads_nothing_that_a_doctype_names(String doctype) throws IOException {
        AtomicInteger reads = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            reads.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String port = String.valueOf(server.getAddress().getPort());
            assertThat(messages(doctype.replace("PORT", port) + ENCOUNTER))
                    .containsAnyOf("DOCTYPE", "DTD", "entity", "Undeclared")
                    .doesNotContain("root:");
        } finally {
            server.stop(0);
        }
        assertThat(reads).hasValue(0);
    }

    /** What it says, also where it refuses to read. */
    private String messages(String xml) {
        FhirValidator validator = fhir.newValidator();
        modules.forEach(validator::registerValidatorModule);
        try {
            ValidationResult result = validator.validateWithResult(xml);
            return result.getMessages().toString();
        } catch (DataFormatException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
