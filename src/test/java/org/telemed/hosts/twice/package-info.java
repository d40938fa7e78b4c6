/** A host whose servlet shares the storage's interceptors, so that each storage hook fires twice, and that has its own logins. */
package org.telemed.hosts.twice;
