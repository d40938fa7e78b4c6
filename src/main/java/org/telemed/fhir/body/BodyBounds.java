package org.telemed.fhir.body;

/**
 * Limits for the content of a body: depth, number of values, length of arrays and names.
 *
 * @param depth of JSON values or XML elements. Nested Questionnaires, the deepest resources in use, take about 40; HAPI's
 *     parsers and engines recurse, and overflow a thread's stack from about 1,000.
 * @param values the number of objects, arrays, scalars or XML elements; in memory each takes some hundred bytes
 * @param arrayLength items of one JSON array
 * @param nameLength characters of a property's or element's name; the longest of FHIR has 43
 */
record BodyBounds(int depth, int values, int arrayLength, int nameLength) {

    private static final int BYTES_PER_VALUE = 8;

    /** In common FHIR a value takes 20 to 40 bytes. */
    static BodyBounds forBodyOf(long bytes) {
        return new BodyBounds(200, (int) Math.min(Integer.MAX_VALUE, 1_000 + bytes / BYTES_PER_VALUE), 20_000, 256);
    }
}
