package org.telemed.attacks;

/**
 * All attacks on the standalone server but those of {@link AttacksOnConnectionsTest}, which no FHIR version can change. Each
 * was seen to succeed with its defence removed.
 */
public interface EveryAttack
        extends ActuatorByFhirScopes,
                AppointmentsOfOthers,
                AuditTrailIsTheServers,
                BatchesOfManyRights,
                ConformanceResourcesAreTheServers,
                ControlCharactersInUrls,
                CostlySearches,
                ExpensiveBodies,
                ForgedAdmissions,
                ForgedAuthorizationRequests,
                ForgedLogLines,
                GranularScopes,
                GuessedValues,
                GuestLinks,
                IgnoredParameters,
                MalformedBodies,
                MalformedEntries,
                MetadataForAnybody,
                MutatedRequests,
                OddHeaders,
                OddRequests,
                OpenStreams,
                PastTheWaitingRoom,
                PatientClaims,
                RecordsOfOtherPatients,
                RecordsUnderGuessedIds,
                ResultParameters,
                ScopesByTable,
                SearchValuesOutOfRange,
                SearchesAcrossTypes,
                SearchesOutOfTheCompartment,
                SecurityHeaders,
                StolenAuthorizationCodes,
                UninvitedDecisions,
                WritersDoNotRead,
                WritesByPatientScopes,
                XmlEntities {}
