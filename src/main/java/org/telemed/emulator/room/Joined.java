package org.telemed.emulator.room;

/** A participant, and the room as it was changed with them. */
public record Joined(Room room, Participant participant) {}
