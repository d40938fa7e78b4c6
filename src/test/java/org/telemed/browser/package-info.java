/** The visit console in a real browser, with a fake camera and microphone. */
package org.telemed.browser;
