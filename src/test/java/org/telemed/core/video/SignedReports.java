package org.telemed.core.video;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Reads the reports of {@link InMemoryVideoVendor}, which have their signature in the body and no header of their own. */
record SignedReports(String secret) implements RoomEventReader {
    static final String MEDIA_TYPE = "text/x-signed-line";
    static final String HEADER = "X-Memory-Report";

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public boolean isSigned(Headers headers) {
        return headers.first(HEADER).isPresent();
    }

    @Override
    public Reading read(Headers headers, byte[] body) {
        Optional<SignedLine> line = SignedLine.verified(new String(body, StandardCharsets.UTF_8), secret);
        return line.isEmpty() ? new Reading.BadSignature() : reading(line.get());
    }

    private static Reading reading(SignedLine line) {
        try {
            Optional<RoomEvent.Stay> stay = line.field(4).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RoomEvent.Stay(line.field(4), line.field(5)));
            return new Reading.Event(new RoomEvent(
                    RoomEvent.Kind.valueOf(line.field(0)),
                    new RoomId(line.field(1)),
                    line.field(2),
                    Instant.parse(line.field(3)),
                    stay));
        } catch (IllegalArgumentException unknownKind) {
            return new Reading.Ignored();
        }
    }
}
