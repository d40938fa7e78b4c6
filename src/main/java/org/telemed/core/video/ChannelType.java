package org.telemed.core.video;

/**
 * How a vendor's rooms are marked on an Encounter: a code in the code system of channel types, which is the same for all.
 *
 * @param code marks a virtual service as a room of this vendor
 * @param display for people
 */
public record ChannelType(String code, String display) {
    public ChannelType {
        if (code.isBlank() || display.isBlank()) {
            throw new IllegalArgumentException("a channel type has a code and a display");
        }
    }
}
