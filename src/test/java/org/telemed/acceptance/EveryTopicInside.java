package org.telemed.acceptance;

/** All that every host does, and a test can show only with access to the host's beans. */
public interface EveryTopicInside
        extends HostTopicsInside,
                RoomsThatGotLost,
                RepositoryFails,
                StoredBeforeUs,
                ProviderFaultsOnLapsedRooms,
                PoolUnderLoad,
                VisitFollowsItsAppointmentInside,
                WhoWasThereInside {}
