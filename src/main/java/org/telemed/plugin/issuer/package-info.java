/** Checks the access tokens of an issuer, for the standalone server and for hosts where nobody else does: the only package of the plugin that knows JOSE. */
@NullMarked
package org.telemed.plugin.issuer;

import org.jspecify.annotations.NullMarked;
