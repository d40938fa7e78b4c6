/** The HTML pages of the demo. */
@NullMarked
package org.telemed.server.demo.html;

import org.jspecify.annotations.NullMarked;
