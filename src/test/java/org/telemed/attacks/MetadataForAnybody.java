package org.telemed.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.telemed.acceptance.Acceptance;
import org.telemed.acceptance.Answer;

/** Making the server write its CapabilityStatement, over a megabyte, again and again, which needs no access token. */
public interface MetadataForAnybody extends Acceptance {

    @Test
    default void however_many_ask_and_with_whatever_parameters_it_is_the_same_rendering() {
        List<String> queries = List.of("", "?_pretty=false", "?_summary=false", "?mode=full", "?_format=json");
        List<Answer> answers = allAtOnce(IntStream.range(0, 30)
                .mapToObj(i -> metadata(queries.get(i % queries.size())).header("Cache-Control", "no-cache"))
                .toList());
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("resourceType").asText()).isEqualTo("CapabilityStatement");
            assertThat(answer.json().at("/software/version").asText()).isNotBlank();
            assertThat(answer.header("X-Powered-By")).isEmpty();
        });
        assertThat(answers.stream().map(answer -> answer.header("ETag")).distinct())
                .hasSize(1);
        Answer known = host().http()
                .send(metadata("").header("If-None-Match", answers.get(0).header("ETag")));
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
    }

    @Test
    default void a_parameter_that_would_be_ignored_or_render_it_for_each_request_is_refused() {
        for (String query : List.of("?_elements=url", "?mode=foo", "?%", "?x=", "?n=7", "?_summary=text")) {
            assertRefused(host().http().send(metadata(query)), 400, "invalid", "bad-request");
        }
        Answer summary = host().http().send(metadata("?_summary=true&_pretty=true"));
        assertThat(summary.json().path("resourceType").asText()).isEqualTo("CapabilityStatement");
        assertThat(summary.body()).contains("\n  ");
        Answer whole = host().http().send(metadata("?_pretty=true"));
        assertThat(summary.body().length()).isLessThan(whole.body().length());
    }

    @Test
    default void other_formats_are_not_rendered() {
        for (String type : List.of("text/turtle", "application/fhir+turtle", "application/fhir+ndjson", "x/y")) {
            assertRefused(host().http().send(metadata("").header("Accept", type)), 406, "not-supported", "bad-request");
        }
        assertRefused(host().http().send(metadata("?_format=ttl")), 406, "not-supported", "bad-request");
        assertThat(host().http().send(metadata("?_format=xml")).body()).startsWith("<CapabilityStatement");
    }

    @Test
    default void head_and_a_slash_at_the_end_are_public_too() {
        Answer get = host().http().send(metadata("/"));
        assertThat(get.json().path("resourceType").asText()).isEqualTo("CapabilityStatement");
        for (String path : List.of("", "/")) {
            Answer head = host().http().send(metadata(path).method("HEAD", BodyPublishers.noBody()));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("ETag")).isEqualTo(get.header("ETag"));
            assertThat(head.body()).isEmpty();
        }
        assertThat(host().http()
                        .send(metadata("").POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    default void no_answer_says_what_the_server_is_made_of() {
        for (String path : List.of("Encounter?_count=1", "Encounter/nobody-has-this", "Nonsense")) {
            assertThat(as("adam").get(path).response().headers().map()).doesNotContainKeys("x-powered-by", "server");
        }
    }

    private HttpRequest.Builder metadata(String rest) {
        return host().http()
                .request(host().fhirPath() + "/metadata" + rest.replace("%", "%25"), "")
                .GET();
    }
}
