package org.telemed.server.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the console in the browser is told, as {@code config.json}; everything else it learns as any SMART app does.
 *
 * @param redirectUri the console's own address, as it is registered at the issuer
 * @param signalingUrl only where the vendor is an emulator
 * @param waitingRoom whether visits that do not say otherwise have a waiting room
 * @param guests whether people without a login can be invited
 * @param invitationSms whether the server can send the links of invitations
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsoleClientConfig(
        String fhirBaseUrl,
        String clientId,
        String scopes,
        String redirectUri,
        @Nullable URI signalingUrl,
        boolean waitingRoom,
        boolean guests,
        boolean invitationSms) {}
