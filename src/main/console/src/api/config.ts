/** What the server tells the console about itself. */
export interface Config {
  fhirBaseUrl: string;
  clientId: string;
  scopes: string;
  /** The console's own address, as it is registered at the issuer. */
  redirectUri: string;
  /** Where the video SDK finds an emulator of Twilio, in the demo alone. */
  signalingUrl?: string;
  /** Whether visits that do not say otherwise have a waiting room. */
  waitingRoom?: boolean;
  /** Whether people without a login can be invited. */
  guests?: boolean;
  /** Whether the server can send the links of invitations. */
  invitationSms?: boolean;
}

/** @param folder that of the console, relative to the page */
export async function loadConfig(folder = ''): Promise<Config> {
  const response = await fetch(`${folder}config.json`, { headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error('The server’s settings cannot be read.');
  }
  return (await response.json()) as Config;
}
