/** A host shaped like HAPI's own starter project. It can be packed and run outside of the tests. */
package org.telemed.hosts.starter;
