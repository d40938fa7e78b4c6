package org.telemed.core.invitation;

import org.telemed.core.membership.ResourceReference;

/** Who is invited. */
public sealed interface Invitee {
    /**
     * Somebody who has a resource.
     *
     * @param person a RelatedPerson or a Practitioner
     */
    record Known(ResourceReference person) implements Invitee {}

    /** Somebody for whom a RelatedPerson of the Encounter's patient is created. */
    record Named(GuestName name) implements Invitee {}
}
