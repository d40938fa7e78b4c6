package org.telemed.acceptance;

/** What a host can change, and a test can show only with access to the host's beans. */
public interface HostTopicsInside
        extends LapsedRooms,
                TokenHoldersAreRecordedInside,
                MaskedByConsent,
                StatusAsAStreamInside,
                DefinitionsAreStored,
                TheZapehrApiOnLapsedRooms {}
