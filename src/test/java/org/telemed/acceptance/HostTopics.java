package org.telemed.acceptance;

/**
 * What a host can change: who its callers are and what they may, its ids, how it stores, which hooks it calls, what it lets
 * through to the FHIR servlet. These topics run in every host. The others of {@link EveryTopic} are decided by the plugin
 * alone, and run in three hosts that have each database, R4 and R5, and a login of each kind.
 */
public interface HostTopics
        extends CreatingARoom,
                RepeatedCreates,
                UpdatingWithARoom,
                GettingAToken,
                WhoGetsAToken,
                WhenATokenIsGiven,
                ErrorTable,
                IfMatchHolds,
                RoomIsServerOwned,
                WaitingRoomIsServerOwned,
                WaitingToBeAdmitted,
                RoomFollowsEncounter,
                EndingTheCall,
                StatusOfAVisit,
                StatusAsAStream,
                TokenHoldersAreRecorded,
                EventsUnderOurIds,
                WhoWasThere,
                AuditTrailOfVisits,
                Concurrency,
                UnsafeBodies,
                WhatAPostStores,
                TheGenericClient {}
