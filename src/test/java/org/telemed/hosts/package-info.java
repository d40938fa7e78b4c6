/** Servers of other people, as small as they can be, for the plugin to be dropped into; none uses anything of our own server. */
package org.telemed.hosts;
