package org.telemed.emulator.room;

import org.jspecify.annotations.Nullable;

/**
 * What an access token allows.
 *
 * @param room the unique name or SID of the one room it opens; absent: any
 */
public record JoinGrant(String identity, @Nullable String room) {}
