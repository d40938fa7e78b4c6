/** Several server processes on one PostgreSQL and one Twilio account: they behave as one, or leave each other alone. */
package org.telemed.nodes;
