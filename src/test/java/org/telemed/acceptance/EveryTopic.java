package org.telemed.acceptance;

/** All that every host does. The full set runs in {@link R4OnH2Test}, {@link R4OnPostgresTest} and {@link StarterHostInR5Test}. */
public interface EveryTopic
        extends HostTopics,
                UnusableIds,
                AskingForAWaitingRoom,
                AskedAtTheDoor,
                ValidAnswers,
                TheZapehrApi,
                ProviderFaults,
                PeopleComeBack,
                BadInput,
                GuestsByLink,
                NothingIsIgnored,
                UnreadableTimes {}
