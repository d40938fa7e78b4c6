/** Runs work after the commit of HAPI's transactions. */
@NullMarked
package org.telemed.hapi.transaction;

import org.jspecify.annotations.NullMarked;
