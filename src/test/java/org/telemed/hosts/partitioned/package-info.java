/** A host for several organisations: each request says in a header which partition it is about. */
package org.telemed.hosts.partitioned;
