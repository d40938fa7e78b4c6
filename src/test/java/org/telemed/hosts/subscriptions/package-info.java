/** A host with HAPI's Subscriptions. */
package org.telemed.hosts.subscriptions;
