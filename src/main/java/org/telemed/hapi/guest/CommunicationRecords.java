package org.telemed.hapi.guest;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import java.time.Instant;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telemed.core.error.RedactedThrowable;
import org.telemed.core.invitation.Sending;
import org.telemed.core.invitation.SentInvitations;
import org.telemed.core.waiting.Admission;
import org.telemed.fhir.guest.CommunicationWriter;
import org.telemed.hapi.caller.Partitions;

/** Records sent invitations as Communications, in the partition of the Encounter. */
public final class CommunicationRecords implements SentInvitations {
    private static final Logger LOG = LoggerFactory.getLogger("org.telemed.guest");
    private static final String COMMUNICATION = "Communication";

    private final DaoRegistry daos;
    private final Partitions partitions;
    private final CommunicationWriter writer;

    public CommunicationRecords(DaoRegistry daos, FhirContext context, Partitions partitions) {
        this.daos = daos;
        this.partitions = partitions;
        this.writer = new CommunicationWriter(context);
    }

    @Override
    public void record(Admission admission, Sending sending, Instant at) {
        if (!daos.isResourceTypeSupported(COMMUNICATION)) {
            return;
        }
        IBaseResource communication = writer.write(
                admission.encounter(), admission.person(), admission.patient(), sending.code(), at);
        try {
            dao().create(
                            communication,
                            partitions.system(admission.encounter().partition()));
        } catch (RuntimeException failed) {
            LOG.warn(
                    "The Communication of a sent invitation to Encounter {} could not be stored: {}",
                    admission.encounter(),
                    RedactedThrowable.oneLine(failed));
        }
    }

    @SuppressWarnings("unchecked")
    private IFhirResourceDao<IBaseResource> dao() {
        return daos.getResourceDao(COMMUNICATION);
    }
}
