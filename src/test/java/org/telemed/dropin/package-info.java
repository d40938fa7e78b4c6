/** The jars that the build makes, looked at from outside, and dropped into hosts of other people. */
package org.telemed.dropin;
