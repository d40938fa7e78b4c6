import { named, statusOf, type VisitStatus } from '../visit/status';
import type { Parameters } from '../visit/resources';
import type { Session } from './session';

/** A Twilio access token for the caller. */
export interface VideoToken {
  token: string;
  identity: string | undefined;
}

/** `$create-telemed-room`: makes sure that the visit has a room. */
export async function createRoom(session: Session, id: string): Promise<void> {
  await post(session, id, '$create-telemed-room');
}

/** `$telemed-token`, by POST, so that a lapsed room is opened again. */
export async function videoToken(session: Session, id: string): Promise<VideoToken> {
  const answer = (await (await post(session, id, '$telemed-token')).json()) as Parameters;
  const token = named(answer.parameter ?? [], 'token')?.valueString;
  if (token === undefined) {
    throw new Error('The server sent no token.');
  }
  return { token, identity: named(answer.parameter ?? [], 'identity')?.valueString };
}

/** `$end-telemed-room`: ends the call for everyone. */
export async function endRoom(session: Session, id: string): Promise<void> {
  await post(session, id, '$end-telemed-room');
}

/** `$telemed-status`, once. */
export async function readStatus(session: Session, id: string, signal?: AbortSignal): Promise<VisitStatus> {
  const path = `Encounter/${encodeURIComponent(id)}/$telemed-status`;
  return statusOf(await session.json<Parameters>(path, signal ? { signal } : {}));
}

function post(session: Session, id: string, operation: string): Promise<Response> {
  return session.send(`Encounter/${encodeURIComponent(id)}/${operation}`, { method: 'POST' });
}
