package org.telemed.acceptance;

/** All that every host must do. */
public interface EveryTopic
        extends CreatingARoom,
                RepeatedCreates,
                UpdatingWithARoom,
                GettingAToken,
                WhoGetsAToken,
                WhenATokenIsGiven,
                ErrorTable,
                IfMatchHolds,
                ProviderFaults,
                RoomIsServerOwned,
                RoomFollowsEncounter,
                PeopleComeBack,
                EndingTheCall,
                TokenHoldersAreRecorded,
                EventsUnderOurIds,
                WhoWasThere,
                Concurrency,
                BadInput,
                NothingIsIgnored,
                UnreadableTimes,
                WhatAPostStores,
                ValidAnswers,
                TheGenericClient,
                TheZapehrApi,
                UnsafeBodies {}
