package org.telemed.attacks;

/**
 * All attacks on the standalone server whose outcome a FHIR version can change. Each was seen to succeed with its defence
 * removed.
 */
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
                SlowReaders,
                WritersDoNotRead,
                XmlEntities {}
