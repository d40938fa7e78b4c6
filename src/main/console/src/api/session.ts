import FHIR from 'fhirclient';
import type Client from 'fhirclient/lib/Client';
import { refusalOf, SignedOutError } from './errors';
import { localReference } from '../visit/visit';
import type { Config } from './config';

/** Public clients have no secret: they refresh with their id. */
Object.assign(FHIR.oauth2.settings, { refreshTokenWithClientId: true });

/** A user's session at the FHIR server: who they are, and requests with their access token. */
export class Session {
  private readonly listeners = new Set<() => void>();
  private isExpired = false;

  constructor(
    private readonly client: Client,
    readonly config: Config,
  ) {}

  /** The user as `Type/id`, as the issuer's id token says. */
  get fhirUser(): string | undefined {
    return localReference(this.client.getFhirUser() ?? undefined);
  }

  /** The user's name, if the id token says it. */
  get name(): string | undefined {
    const name = this.client.getIdToken()?.['name'];
    return typeof name === 'string' ? name : undefined;
  }

  /** Whether the access token counts no more, for useSyncExternalStore. */
  readonly expired = (): boolean => this.isExpired;

  readonly onExpired = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Sends a request to the FHIR server.
   *
   * @param path below the FHIR base
   * @throws SignedOutError if the access token has expired and cannot be refreshed
   * @throws RefusedError if the server refuses the request
   */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    await this.refresh();
    const headers = new Headers(init.headers);
    headers.set('Authorization', this.client.getAuthorizationHeader() ?? '');
    if (!headers.has('Accept')) {
      headers.set('Accept', 'application/fhir+json');
    }
    const base = this.config.fhirBaseUrl.replace(/\/$/, '');
    const response = await fetch(`${base}/${path}`, { ...init, headers, cache: 'no-store' });
    if (response.status === 401) {
      this.expire();
      throw new SignedOutError();
    }
    if (!response.ok) {
      throw await refusalOf(response);
    }
    return response;
  }

  /** Sends a request and reads the resource that comes back. */
  async json<T>(path: string, init: RequestInit = {}): Promise<T> {
    return (await (await this.send(path, init)).json()) as T;
  }

  /**
   * Whether it failed the server says, which decides whether the token still counts. Some issuers send a refresh token
   * that was not asked for; fhirclient then throws at once, instead of rejecting a promise.
   */
  private async refresh(): Promise<void> {
    try {
      await this.client.refreshIfNeeded();
    } catch {
      // as if there were no refresh token
    }
  }

  private expire(): void {
    this.isExpired = true;
    this.listeners.forEach((listener) => listener());
  }
}
