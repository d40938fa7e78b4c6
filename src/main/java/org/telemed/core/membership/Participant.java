package org.telemed.core.membership;

/**
 * A participant entry of an Encounter, or a person that such an entry includes through a role or group.
 *
 * @param reference the resource it refers to
 * @param period the period for which it is valid
 */
public record Participant(ResourceReference reference, Period period) {}
