/** What attackers tried, by name and over HTTP, on the standalone server and, where it applies, in a host. */
package org.telemed.attacks;
