/** Random stories of visits and of all that goes wrong meanwhile, and what must be true of them. */
package org.telemed.faults;
