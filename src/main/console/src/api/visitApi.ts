import type { Parameters } from '../visit/resources';
import { named, statusOf, type VisitStatus } from '../visit/status';

/** Where the status of one visit and tokens for its call come from: FHIR operations, or the endpoints for guests. */
export interface VisitApi {
  /** Where the video SDK finds an emulator of Twilio, in the demo alone. */
  readonly signalingUrl: string | undefined;
  /** The status as `Parameters`, or as a stream of server-sent events where the header `Accept` asks for one. */
  status(init: RequestInit): Promise<Response>;
  /** A token, as `Parameters`. Who has to wait is refused, and their arrival is recorded. */
  token(): Promise<Response>;
}

/** A Twilio access token for the caller. */
export interface VideoToken {
  token: string;
  identity: string | undefined;
}

/** The status, once. */
export async function readStatus(api: VisitApi, signal?: AbortSignal): Promise<VisitStatus> {
  return statusOf(await parametersOf(await api.status(signal ? { signal } : {})));
}

export async function videoToken(api: VisitApi): Promise<VideoToken> {
  const { parameter = [] } = await parametersOf(await api.token());
  const token = named(parameter, 'token')?.valueString;
  if (token === undefined) {
    throw new Error('The server sent no token.');
  }
  return { token, identity: named(parameter, 'identity')?.valueString };
}

export async function parametersOf(response: Response): Promise<Parameters> {
  return (await response.json()) as Parameters;
}
