/**
 * The membership oracle: the contract's rules on who gets a token and when, written a second time, naively and on plain
 * JSON, and compared with the product on random cases.
 *
 * <p>It was written from the contract by somebody who had not read the product's membership code, and proves something
 * only as long as that is true. Whoever has read {@code core.membership}, {@code core.token}, {@code fhir.encounter} or
 * {@code fhir.element} does not edit {@link org.telemed.oracle.Oracle} or what it is made of ({@code EncounterEntries},
 * {@code Entry}, {@code Written}, {@code Span}, {@code Reference}). None of them may use the product's classes, HAPI's
 * model, or code shared with either: a misreading would be on both sides, and never show. The generator ({@code
 * Random…}) may be extended by anybody; {@code Product} and {@code Refusals} alone call the product.
 *
 * <p>Where the two differ, the contract decides. Where it is silent, complete it first, then both.
 */
@NullMarked
package org.telemed.oracle;

import org.jspecify.annotations.NullMarked;
