/** The demo's OAuth 2 authorization server: client credentials, and SMART's standalone launch with a sign-in page. */
@NullMarked
package org.telemed.server.demo.issuer;

import org.jspecify.annotations.NullMarked;
