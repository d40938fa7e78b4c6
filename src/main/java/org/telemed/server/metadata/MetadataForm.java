package org.telemed.server.metadata;

import java.util.HashMap;
import java.util.Map;

/**
 * A form of the CapabilityStatement. There are eight, so that not many are rendered, whatever anybody asks for.
 *
 * @param pretty with line breaks
 * @param summary only the elements of its summary
 */
record MetadataForm(MetadataFormat format, boolean pretty, boolean summary) {

    /** The parameters by which HAPI renders it, besides the format. */
    Map<String, String[]> parameters() {
        Map<String, String[]> parameters = new HashMap<>();
        if (pretty) {
            parameters.put("_pretty", new String[] {"true"});
        }
        if (summary) {
            parameters.put("_summary", new String[] {"true"});
        }
        return parameters;
    }
}
