/** A host with Spring Security in front of everything. */
package org.telemed.hosts.guarded;
