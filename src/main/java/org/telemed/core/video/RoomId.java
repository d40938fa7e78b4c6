package org.telemed.core.video;

/**
 * The vendor's id of a room.
 *
 * @param value opaque, never empty
 */
public record RoomId(String value) {
    public RoomId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a room id is not empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
