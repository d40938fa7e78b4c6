package org.telemed.attacks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A naive reading of SMART App Launch 2.2 and of the README, for {@link ScopesByTable}: it shares nothing with the server.
 *
 * @param patient in the token
 */
record SmartReading(List<String> scopes, Optional<String> patient) {
    private static final Map<String, String> VERSION_1 = Map.of("read", "rs", "write", "cud", "*", "cruds");
    private static final Set<String> OF_PATIENTS = Set.of("Observation", "Encounter", "Appointment");
    private static final Set<String> READ_BY_ID = Set.of("Practitioner", "Location");

    /** A resource, whose it is, and its category; empty for nobody's and for none. */
    record Stored(String type, String id, String patient, String category, String json) {
        Stored withId(String given) {
            return new Stored(type, given, patient, category, json);
        }

        /** Writes are tried on some of them. */
        boolean isWritten() {
            return type.equals("ValueSet") || (type.equals("Observation") && category.equals("laboratory"));
        }

        @Override
        public String toString() {
            return type + " of " + patient + " " + category;
        }
    }

    boolean grants(char letter, Stored one) {
        return scopes.stream().anyMatch(scope -> grants(scope, letter, one));
    }

    /** Whether it is granted on all resources of a type. */
    boolean grantsWhole(char letter, String type) {
        return scopes.stream()
                .filter(scope -> !scope.startsWith("patient/") && !scope.contains("?"))
                .anyMatch(scope -> reaches(scope, letter, type));
    }

    private boolean grants(String scope, char letter, Stored one) {
        boolean writes = "cud".indexOf(letter) >= 0;
        boolean isLimited = scope.startsWith("patient/") || scope.contains("?");
        if (!reaches(scope, letter, one.type()) || (writes && isLimited)) {
            return false;
        }
        if (scope.contains("?") && !scope.endsWith("|" + one.category())) {
            return false;
        }
        boolean isConfiguration = one.type().equals("ValueSet");
        if (scope.startsWith("user/*") && writes) {
            return !isConfiguration;
        }
        return !scope.startsWith("patient/") || ofPatient(letter, one, isConfiguration);
    }

    private boolean ofPatient(char letter, Stored one, boolean isConfiguration) {
        if (patient.isEmpty()) {
            return false;
        }
        return OF_PATIENTS.contains(one.type())
                ? one.patient().equals(patient.get())
                : isConfiguration || (letter == 'r' && READ_BY_ID.contains(one.type()));
    }

    private static boolean reaches(String scope, char letter, String type) {
        String[] parts = scope.replaceFirst("\\?.*", "").split("[/.]");
        return parts.length == 3
                && (parts[1].equals("*") || parts[1].equals(type))
                && VERSION_1.getOrDefault(parts[2], parts[2]).indexOf(letter) >= 0;
    }
}
