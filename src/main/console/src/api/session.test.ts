import Client from 'fhirclient/lib/Client';
import type { fhirclient } from 'fhirclient/lib/types';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SignedOutError } from './errors';
import { Session } from './session';

/** fhirclient's client expects a browser, and takes its fetch once for all. */
vi.hoisted(() => {
  vi.stubGlobal('FHIRCLIENT_PURE', true);
  vi.stubGlobal('window', { fetch: (...request: Parameters<typeof fetch>) => fetch(...request) });
});
vi.mock('fhirclient', () => ({ default: { oauth2: { settings: {} } } }));

const CONFIG = {
  fhirBaseUrl: 'https://clinic.example/fhir',
  clientId: 'telemed-console',
  scopes: 'openid',
  redirectUri: 'https://clinic.example/console/',
};

/** A session whose access token has expired, with a refresh token. */
function expiredSession(scope: string): Session {
  const state = {
    serverUrl: CONFIG.fhirBaseUrl,
    tokenUri: 'https://issuer.example/token',
    clientId: CONFIG.clientId,
    expiresAt: 1,
    tokenResponse: { access_token: 'old', refresh_token: 'refresh', token_type: 'Bearer', scope },
  } as fhirclient.ClientState;
  const environment = {
    options: { refreshTokenWithClientId: true },
    getStorage: () => ({ get: () => Promise.resolve(undefined), set: () => Promise.resolve(undefined), unset: () => Promise.resolve(true) }),
  } as unknown as fhirclient.Adapter;
  return new Session(new Client(environment, state), CONFIG);
}

/** What the network answers; the server takes that access token alone. */
function network(issuer: () => Response, accepted: string) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = String(input instanceof Request ? input.url : input);
    asked.push(url);
    if (url.startsWith('https://issuer.example/')) {
      return Promise.resolve(issuer());
    }
    const token = new Headers(init.headers).get('Authorization');
    return Promise.resolve(token === `Bearer ${accepted}` ? Response.json({ resourceType: 'Patient' }) : new Response('', { status: 401 }));
  });
  return asked;
}

const refreshed = () => Response.json({ access_token: 'new', token_type: 'Bearer', expires_in: 300, scope: 'openid online_access' });

describe('a session whose access token has expired', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('goes on with a new one, if the issuer gives refresh tokens for it', async () => {
    network(refreshed, 'new');
    const session = expiredSession('openid online_access');
    expect(await session.json('Patient/1')).toEqual({ resourceType: 'Patient' });
    expect(session.expired()).toBe(false);
  });

  it.each(['openid', ''])('is over with a refresh token that was not asked for: scope "%s"', async (scope) => {
    const asked = network(refreshed, 'new');
    const session = expiredSession(scope);
    await expect(session.send('Patient/1')).rejects.toBeInstanceOf(SignedOutError);
    expect(asked).toEqual(['https://clinic.example/fhir/Patient/1']);
    expect(session.expired()).toBe(true);
  });

  it('is over when the issuer refuses to refresh it', async () => {
    network(() => Response.json({ error: 'invalid_grant' }, { status: 400 }), 'new');
    const session = expiredSession('openid offline_access');
    await expect(session.send('Patient/1')).rejects.toBeInstanceOf(SignedOutError);
    expect(session.expired()).toBe(true);
  });

  it('goes on while the server still takes the old one', async () => {
    network(refreshed, 'old');
    const session = expiredSession('openid');
    expect(await session.json('Patient/1')).toEqual({ resourceType: 'Patient' });
    expect(session.expired()).toBe(false);
  });
});
