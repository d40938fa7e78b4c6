import { afterEach, describe, expect, it, vi } from 'vitest';
import { guestVisit, isGuestPage, redeem, secretIn } from './guest';
import { readStatus, videoToken } from './visitApi';

const CONFIG = { fhirBaseUrl: '', clientId: '', scopes: '', redirectUri: '' };

function answering(...answers: Response[]) {
  const fetched = vi.fn((_path: string, _init: RequestInit) => Promise.resolve(answers.shift()!));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

function parameters(...parameter: unknown[]): Response {
  return new Response(JSON.stringify({ resourceType: 'Parameters', parameter }));
}

afterEach(() => vi.unstubAllGlobals());

describe('the page of guests', () => {
  it.each([
    ['/join', true],
    ['/join/', true],
    ['/telemed/join', true],
    ['/console/', false],
    ['/joint', false],
    ['/', false],
  ])('at %s: %s', (path, expected) => {
    expect(isGuestPage(path)).toBe(expected);
  });

  it('has the secret behind the #', () => {
    expect(secretIn('#abc_-9')).toBe('abc_-9');
    expect(secretIn('')).toBeUndefined();
    expect(secretIn('#')).toBeUndefined();
  });
});

describe('a guest', () => {
  it('redeems the invitation with this browser’s cookie', async () => {
    const fetched = answering(parameters());
    await redeem('abc');
    expect(fetched).toHaveBeenCalledWith('telemed/guest/session', expect.objectContaining({
      method: 'POST', body: '{"invitation":"abc"}', credentials: 'same-origin',
    }));
  });

  it('is refused with the code of the problem document', async () => {
    const problem = { status: 404, title: 'Not Found', detail: 'There is no such invitation.', code: 'invitation-not-found' };
    answering(new Response(JSON.stringify(problem), { status: 404 }));
    await expect(redeem('abc')).rejects.toMatchObject({ status: 404, code: 'invitation-not-found', message: 'There is no such invitation.' });
  });

  it('is refused also by what is no problem document', async () => {
    answering(new Response('<html>', { status: 502 }));
    await expect(redeem('abc')).rejects.toMatchObject({ status: 502, code: undefined });
  });

  it('asks for status and token without a path of FHIR', async () => {
    const fetched = answering(parameters({ name: 'state', valueCode: 'waiting' }), parameters({ name: 'token', valueString: 't' }));
    const api = guestVisit(CONFIG);
    expect((await readStatus(api)).state).toBe('waiting');
    expect((await videoToken(api)).token).toBe('t');
    expect(fetched.mock.calls.map(([path]) => path)).toEqual(['telemed/guest/status', 'telemed/guest/token']);
  });
});
