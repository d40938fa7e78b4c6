package org.telemed.core.video;

import java.util.List;
import java.util.Optional;

/**
 * A page of the vendor's list of rooms.
 *
 * @param next the cursor of the next page; empty on the last
 */
public record RoomPage(List<Room> rooms, Optional<String> next) {}
