import FHIR from 'fhirclient';
import type { Config } from './config';
import { Session } from './session';

/** fhirclient's key in sessionStorage for the session's own key. */
const SMART_KEY = 'SMART_KEY';
const RETURN_TO = 'telemed.return-to';
const FROM_THE_ISSUER = ['code', 'state', 'error', 'error_description'];

/** Sends the browser to the issuer (authorization code with PKCE), and notes where in the console it was. */
export async function signIn(config: Config, loginHint?: string): Promise<void> {
  sessionStorage.setItem(RETURN_TO, location.hash);
  const address = await FHIR.oauth2.authorize({
    iss: config.fhirBaseUrl,
    clientId: config.clientId,
    scope: config.scopes,
    redirectUri: config.redirectUri,
    pkceMode: 'required',
    completeInTarget: true,
    noRedirect: true,
  });
  const issuer = new URL(String(address));
  if (loginHint) {
    issuer.searchParams.set('login_hint', loginHint);
  }
  location.assign(issuer);
}

/** Forgets the session of this window. */
export function signOut(): void {
  sessionStorage.clear();
  location.hash = '';
  location.reload();
}

/** What the page was opened with. */
export interface Opening {
  loginHint: string | undefined;
  /** Whether the issuer sent the browser here. */
  returned: boolean;
}

/**
 * Reads the address and takes out of it what must not stay there, before fhirclient sees it: it would take `iss` and other
 * parameters of anybody's link for settings.
 */
export function readOpening(): Opening {
  const url = new URL(location.href);
  const loginHint = url.searchParams.get('login_hint') ?? undefined;
  [...url.searchParams.keys()]
    .filter((name) => !FROM_THE_ISSUER.includes(name))
    .forEach((name) => url.searchParams.delete(name));
  history.replaceState(null, '', url);
  return { loginHint, returned: url.searchParams.has('code') || url.searchParams.has('error') };
}

/**
 * The session that this window has, or that the issuer has just given it.
 *
 * @returns undefined if the user has to sign in
 * @throws Error if the issuer refused, with its words
 */
export async function currentSession(config: Config, { returned }: Opening): Promise<Session | undefined> {
  if (!returned && sessionStorage.getItem(SMART_KEY) === null) {
    return undefined;
  }
  try {
    const client = await FHIR.oauth2.ready();
    goBack(returned);
    return client.getAuthorizationHeader() === null ? undefined : new Session(client, config);
  } catch (problem) {
    history.replaceState(null, '', location.pathname + location.hash);
    if (returned) {
      throw problem;
    }
    return undefined;
  }
}

function goBack(returned: boolean): void {
  const target = sessionStorage.getItem(RETURN_TO);
  sessionStorage.removeItem(RETURN_TO);
  if (returned && target?.startsWith('#/')) {
    history.replaceState(null, '', location.pathname + target);
  }
}
