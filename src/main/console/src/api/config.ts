/** What the server tells the console about itself. */
export interface Config {
  fhirBaseUrl: string;
  clientId: string;
  scopes: string;
  /** The console's own address, as it is registered at the issuer. */
  redirectUri: string;
  /** Where the video SDK finds an emulator of Twilio, in the demo alone. */
  signalingUrl?: string;
}

export async function loadConfig(): Promise<Config> {
  const response = await fetch('config.json', { headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error('The server does not say how to sign in.');
  }
  return (await response.json()) as Config;
}
