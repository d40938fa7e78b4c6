/** What a HAPI host gets: Spring Boot auto-configuration and settings. */
@NullMarked
package org.telemed.plugin;

import org.jspecify.annotations.NullMarked;
