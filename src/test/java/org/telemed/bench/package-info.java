/** What telemedicine costs: {@code mvn -Pbench verify} prints it. */
package org.telemed.bench;
