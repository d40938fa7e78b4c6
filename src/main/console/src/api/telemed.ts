import { type Decision, decisionParameters } from '../visit/decisions';
import { type Invitation, type InvitationRequest, invitationOf, invitationParameters } from '../visit/invitation';
import type { Parameters } from '../visit/resources';
import { statusOf, type VisitStatus } from '../visit/status';
import type { Session } from './session';
import { parametersOf, type VisitApi } from './visitApi';

/** `$telemed-status` and `$telemed-token` of a visit; the token by POST, so that a lapsed room is opened again. */
export function visitOperations(session: Session, id: string): VisitApi {
  return {
    signalingUrl: session.config.signalingUrl,
    status: (init) => session.send(pathOf(id, '$telemed-status'), init),
    token: () => post(session, id, '$telemed-token'),
  };
}

/** `$create-telemed-room`: makes sure that the visit has a room. */
export async function createRoom(session: Session, id: string): Promise<void> {
  await post(session, id, '$create-telemed-room');
}

/** `$end-telemed-room`: ends the call for everyone. */
export async function endRoom(session: Session, id: string): Promise<void> {
  await post(session, id, '$end-telemed-room');
}

/** `$admit-telemed-participant` or `$dismiss-telemed-participant`; both answer with the status after it. */
export async function decide(
  session: Session,
  id: string,
  decision: Decision,
  people: string[],
): Promise<VisitStatus> {
  const operation = decision === 'admit' ? '$admit-telemed-participant' : '$dismiss-telemed-participant';
  return statusOf(await parametersOf(await post(session, id, operation, decisionParameters(decision, people))));
}

/** `$invite-telemed-guest`: a link for somebody without a login. */
export async function invite(session: Session, id: string, request: InvitationRequest): Promise<Invitation> {
  const answer = await post(session, id, '$invite-telemed-guest', invitationParameters(request));
  return invitationOf(await parametersOf(answer));
}

function post(session: Session, id: string, operation: string, parameters?: Parameters): Promise<Response> {
  const body = parameters && {
    body: JSON.stringify(parameters),
    headers: { 'Content-Type': 'application/fhir+json' },
  };
  return session.send(pathOf(id, operation), { method: 'POST', ...body });
}

function pathOf(id: string, operation: string): string {
  return `Encounter/${encodeURIComponent(id)}/${operation}`;
}
