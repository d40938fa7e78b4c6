package org.telemed.emulator.callback;

/**
 * What became of one callback.
 *
 * @param outcome the status that it was answered with, or what went wrong
 */
public record Delivery(String roomSid, String event, String timestamp, String outcome) {

    static Delivery of(StatusCallback callback, String outcome) {
        return new Delivery(
                callback.parameters().getOrDefault("RoomSid", ""),
                callback.parameters().getOrDefault("StatusCallbackEvent", ""),
                callback.parameters().getOrDefault("Timestamp", ""),
                outcome);
    }
}
