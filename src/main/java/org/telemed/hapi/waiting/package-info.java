/** Stores admissions to visits as Tasks, and finds those that other nodes have changed. */
@NullMarked
package org.telemed.hapi.waiting;

import org.jspecify.annotations.NullMarked;
