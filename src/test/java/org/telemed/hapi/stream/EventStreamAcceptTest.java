package org.telemed.hapi.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamAcceptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/event-stream | true",
                "Text/Event-Stream | true",
                "text/event-stream; charset=utf-8 | true",
                "text/event-stream, */* | true",
                "text/event-stream;q=0.5, */*;q=0.5 | true",
                "application/fhir+json;q=0.9, text/event-stream | true",
                "text/event-stream;q=0.9, application/fhir+json | false",
                "text/event-stream;q=0 | false",
                "text/event-stream;q=0.000 | false",
                "text/* | false",
                "*/* | false",
                "text/event-streams | false",
                "application/fhir+json | false",
                ", | false"
            })
    void a_stream_is_sent_to_who_prefers_it(String accept, boolean preferred) {
        assertThat(EventStreamAccept.isPreferred(List.of(accept))).isEqualTo(preferred);
    }

    @Test
    void several_headers_are_one() {
        assertThat(EventStreamAccept.isPreferred(List.of("application/fhir+json;q=0.1", "text/event-stream")))
                .isTrue();
        assertThat(EventStreamAccept.isPreferred(List.of("application/fhir+json", "text/event-stream;q=0.2")))
                .isFalse();
        assertThat(EventStreamAccept.isPreferred(List.of())).isFalse();
    }
}
