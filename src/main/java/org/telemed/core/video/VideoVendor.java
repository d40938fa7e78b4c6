package org.telemed.core.video;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.telemed.core.event.TelemedEvents;
import org.telemed.core.setting.InvalidSetting;

/**
 * Port: a vendor of video rooms. What it says of itself needs no settings; {@link #account} connects to it with them. Its
 * contract is in {@code VideoVendorContract} and {@code VideoProviderContract}.
 */
public interface VideoVendor {
    /**
     * The name that an operator chooses it by: lower-case letters, digits and hyphens. The path of its callbacks and its
     * entry in the server's health have it, too.
     */
    String name();

    /** The channel type of its rooms on an Encounter. Stored data carry it, so it never changes. */
    ChannelType channelType();

    /**
     * Whether the vendor could take that for a room's own id, in whatever case. An Encounter with such an id gets no room:
     * a room of that name would be opened by another room's tokens.
     */
    boolean isRoomId(String value);

    /**
     * Its settings that are missing or wrong, by the names that an operator knows; the first of a name counts. Makes no
     * call.
     */
    List<InvalidSetting> invalidSettings();

    /**
     * Refuses rooms that the vendor cannot open.
     *
     * @throws org.telemed.core.setting.InvalidSettingsException naming components of {@link RoomSettings}
     */
    void requirePossible(RoomSettings rooms);

    /** Whether it is set to verify callbacks. If not, there is no endpoint for them, and the sweep does it all. */
    boolean verifiesCallbacks();

    /**
     * Connects to the account that is set; makes no call.
     *
     * @param statusCallback the status callback URL of every room that is opened, also if callbacks are not verified: it
     *     marks a room as ours
     * @param rooms the other properties of every room
     * @throws org.telemed.core.setting.InvalidSettingsException for settings that {@link #invalidSettings} names
     */
    VideoAccount account(URI statusCallback, RoomSettings rooms, Clock clock, TelemedEvents events);
}
