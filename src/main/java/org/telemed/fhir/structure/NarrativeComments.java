package org.telemed.fhir.structure;

import ca.uhn.fhir.context.FhirContext;
import java.util.Iterator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.utilities.xhtml.NodeType;
import org.hl7.fhir.utilities.xhtml.XhtmlNode;

/**
 * Removes comments and processing instructions from narratives, and makes text of CDATA sections. HAPI writes blanks before
 * these each time, so that no answer would be equal to the next.
 */
public final class NarrativeComments {

    private final FhirContext context;

    public NarrativeComments(FhirContext context) {
        this.context = context;
    }

    /** Changes all narratives in the resource. */
    public void remove(IBaseResource resource) {
        context.newTerser()
                .getAllPopulatedChildElementsOfType(resource, XhtmlNode.class)
                .forEach(NarrativeComments::clean);
    }

    private static void clean(XhtmlNode node) {
        for (Iterator<XhtmlNode> children = node.getChildNodes().iterator(); children.hasNext(); ) {
            XhtmlNode child = children.next();
            switch (child.getNodeType()) {
                case Element -> clean(child);
                case CData -> child.setNodeType(NodeType.Text);
                case Comment, Instruction, DocType -> children.remove();
                default -> {
                    // text
                }
            }
        }
    }
}
