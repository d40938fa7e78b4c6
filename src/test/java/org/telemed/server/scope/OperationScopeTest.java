package org.telemed.server.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telemed.server.scope.compartment.LimitedAccess;
import org.telemed.server.smart.SmartScopes;

class OperationScopeTest {

    @ParameterizedTest
    @CsvSource({
        "$create-telemed-room, user/Encounter.c, true",
        "$create-telemed-room, user/Encounter.u, true",
        "$create-telemed-room, user/Encounter.write, true",
        "$create-telemed-room, user/Encounter.rds, false",
        "$create-telemed-room, user/Patient.cruds, false",
        "$create-telemed-room, patient/*.cruds, false",
        "$telemed-token, user/Encounter.r, true",
        "$telemed-token, patient/*.rs, true",
        "$telemed-token, user/Encounter.s, false",
        "$telemed-status, user/Encounter.r, true",
        "$telemed-status, patient/*.rs, true",
        "$telemed-status, user/Encounter.u, false",
        "$end-telemed-room, user/Encounter.u, true",
        "$end-telemed-room, user/Encounter.c, false",
    })
    void each_needs_its_scope_at_least(String operation, String scope, boolean allowed) {
        SmartScopes scopes = SmartScopes.of(List.of(scope));
        LimitedAccess limited = new LimitedAccess(FhirContext.forR4Cached(), scopes, Optional.of("jane"));
        assertThat(OperationScope.of(operation))
                .hasValueSatisfying(telemed -> assertThat(telemed.allowedBy(scopes, limited, "Encounter"))
                        .isEqualTo(allowed));
    }

    @ParameterizedTest
    @CsvSource({"Patient", "''"})
    void they_are_on_encounters_only(String type) {
        SmartScopes scopes = SmartScopes.of(List.of("system/*.cruds"));
        LimitedAccess none = new LimitedAccess(FhirContext.forR4Cached(), SmartScopes.NONE, Optional.empty());
        assertThat(OperationScope.TOKEN.allowedBy(scopes, none, type)).isFalse();
        assertThat(OperationScope.CREATE_ROOM.allowedBy(scopes, none, type)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "$create-telemed-room, user/Appointment.r user/Encounter.c, true",
        "$create-telemed-room, user/Appointment.r user/Encounter.u, true",
        "$create-telemed-room, patient/Appointment.r user/Encounter.c, true",
        "$create-telemed-room, user/Appointment.r user/Encounter.rds, false",
        "$create-telemed-room, user/Appointment.cuds user/Encounter.cruds, false",
        "$create-telemed-room, user/Encounter.cruds, false",
        "$create-telemed-room, user/Appointment.cruds, false",
        "$create-telemed-room, patient/*.cruds, false",
        "$telemed-token, system/*.cruds, false",
        "$end-telemed-room, system/*.cruds, false",
    })
    void a_room_by_an_appointment_needs_both(String operation, String all, boolean allowed) {
        SmartScopes scopes = SmartScopes.of(List.of(all.split(" ")));
        LimitedAccess limited = new LimitedAccess(FhirContext.forR4Cached(), scopes, Optional.of("jane"));
        assertThat(OperationScope.of(operation))
                .hasValueSatisfying(telemed -> assertThat(telemed.allowedBy(scopes, limited, "Appointment"))
                        .isEqualTo(allowed));
    }
}
