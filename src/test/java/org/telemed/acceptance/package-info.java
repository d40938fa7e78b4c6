/** One suite, many hosts: what every deployment must do, over HTTP. A host is a class that says how to reach it. */
package org.telemed.acceptance;
