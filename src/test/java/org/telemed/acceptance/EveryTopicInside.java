package org.telemed.acceptance;

/** All that every host must do, and can be shown only by a hand on its inside. */
public interface EveryTopicInside
        extends LapsedRooms,
                RoomsThatGotLost,
                RepositoryFails,
                TokenHoldersAreRecordedInside,
                MaskedByConsent,
                StoredBeforeUs,
                PoolUnderLoad,
                DefinitionsAreStored,
                TheZapehrApiOnLapsedRooms {}
