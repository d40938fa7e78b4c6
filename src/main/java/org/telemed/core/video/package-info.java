/** The port to the vendor of video rooms. */
@NullMarked
package org.telemed.core.video;

import org.jspecify.annotations.NullMarked;
