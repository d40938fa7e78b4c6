/** Guards the resources that the server alone may write. */
@NullMarked
package org.telemed.hapi.guard;

import org.jspecify.annotations.NullMarked;
