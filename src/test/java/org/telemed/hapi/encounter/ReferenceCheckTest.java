package org.telemed.hapi.encounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.IResourcePersistentId;
import java.util.Collections;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.telemed.core.error.Reason;
import org.telemed.core.error.TelemedException;
import org.telemed.core.membership.LocalReferences;
import org.telemed.hapi.caller.Partitions;

class ReferenceCheckTest {
    private static final String NO_PARTITION = "";

    private final DaoRegistry daos = mock();
    private final IFhirResourceDao<Practitioner> practitioners = mock();
    private final PartitionSettings partitions = new PartitionSettings();
    private final ReferenceCheck check = new ReferenceCheck(
            FhirContext.forR4Cached(),
            daos,
            new JpaStorageSettings(),
            new LocalReferences(List.of()),
            new Partitions(partitions, mock()),
            null);

    @BeforeEach
    void aRepository() {
        when(daos.<Practitioner>getResourceDao("Practitioner")).thenReturn(practitioners);
    }

    @Test
    void what_was_found_a_moment_ago_is_not_looked_for_again() {
        stored(1);
        check.require(seenBy("adam"), NO_PARTITION, new SystemRequestDetails());
        check.require(seenBy("adam"), NO_PARTITION, new SystemRequestDetails());
        searches(1);
    }

    @Test
    void what_was_not_found_is_looked_for_again() {
        stored(0);
        assertUnknown("Practitioner/adam", "adam");
        assertUnknown("Practitioner/adam", "adam");
        stored(1);
        assertThatCode(() -> check.require(seenBy("adam"), NO_PARTITION, new SystemRequestDetails()))
                .doesNotThrowAnyException();
    }

    @Test
    void only_what_was_not_found_before_is_looked_for() {
        stored(1);
        check.require(seenBy("adam"), NO_PARTITION, new SystemRequestDetails());
        stored(0);
        assertUnknown("Practitioner/eve", "adam", "eve");
    }

    @Test
    void what_one_partition_holds_another_need_not() {
        partitions.setPartitioningEnabled(true);
        stored(1);
        check.require(seenBy("adam"), "1", new SystemRequestDetails());
        check.require(seenBy("adam"), "2", new SystemRequestDetails());
        searches(2);
    }

    private void stored(int found) {
        List<IResourcePersistentId> ids = Collections.nCopies(found, JpaPid.fromId(1L));
        when(practitioners.searchForIds(any(), any())).thenReturn(ids);
    }

    private void searches(int number) {
        verify(practitioners, times(number)).searchForIds(any(), any());
    }

    private void assertUnknown(String reference, String... practitionerIds) {
        assertThatThrownBy(() -> check.require(seenBy(practitionerIds), NO_PARTITION, new SystemRequestDetails()))
                .asInstanceOf(type(TelemedException.class))
                .returns(Reason.BAD_REQUEST, TelemedException::reason)
                .satisfies(told -> assertThat(told).hasMessageContaining(reference));
    }

    private static Encounter seenBy(String... practitionerIds) {
        Encounter encounter = new Encounter();
        for (String id : practitionerIds) {
            encounter.addParticipant().setIndividual(new Reference("Practitioner/" + id));
        }
        return encounter;
    }
}
