package org.telemed.core.membership;

/**
 * One entry in an Encounter's list of people, or one person behind a role or group.
 *
 * @param profile whom it names
 * @param period when it holds
 */
public record Participant(ResourceReference profile, Period period) {}
