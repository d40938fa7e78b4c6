package org.telemed.fhir.task;

/**
 * Which references of a Task are literal. The others name the same person by an identifier, which a repository does not
 * check: people whom an Encounter lists in an extension, and logins, need not be stored, nor of a type that a Task takes.
 */
public enum TaskReferences {
    LITERAL,
    OWNER_BY_IDENTIFIER,
    REQUESTER_AND_OWNER_BY_IDENTIFIER,
    BY_IDENTIFIER;

    boolean isOwnerLiteral() {
        return this == LITERAL;
    }

    boolean isRequesterLiteral() {
        return this == LITERAL || this == OWNER_BY_IDENTIFIER;
    }

    boolean isPatientLiteral() {
        return this != BY_IDENTIFIER;
    }
}
