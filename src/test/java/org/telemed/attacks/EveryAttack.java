package org.telemed.attacks;

/** All attacks on the standalone server. Each was seen to succeed with its defence removed. */
public interface EveryAttack
        extends ActuatorByFhirScopes,
                BatchesOfManyRights,
                ConformanceResourcesAreTheServers,
                CostlySearches,
                ExpensiveBodies,
                ForgedLogLines,
                GuessedValues,
                IgnoredParameters,
                MetadataForAnybody,
                MutatedRequests,
                OddRequests,
                RecordsUnderGuessedIds,
                SearchValuesOutOfRange,
                SearchesAcrossTypes,
                SlowBodies,
                SlowReaders,
                WritersDoNotRead,
                XmlEntities {}
