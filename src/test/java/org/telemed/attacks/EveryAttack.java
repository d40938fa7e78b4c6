package org.telemed.attacks;

/** All attacks on the standalone server. Each was seen to succeed with its defence removed. */
public interface EveryAttack
        extends ActuatorByFhirScopes,
                BatchesOfManyRights,
                ConformanceResourcesAreTheServers,
                CostlySearches,
                ExpensiveBodies,
                ForgedLogLines,
                MetadataForAnybody,
                MutatedRequests,
                OddRequests,
                RecordsUnderGuessedIds,
                SearchesAcrossTypes,
                SlowBodies,
                SlowReaders,
                WritersDoNotRead,
                XmlEntities {}
