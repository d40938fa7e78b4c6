import type { Parameter, Parameters } from './resources';
import { named, type ParticipantStatus, type VisitStatus } from './status';
import { dateOf } from './visit';

/** Whom to invite: somebody who is stored already, as `Type/id`, or somebody new by their name. */
export interface InvitationRequest {
  participant?: string;
  name?: string;
  /** A code of http://terminology.hl7.org/CodeSystem/participant-type. */
  role?: string;
  until: Date;
  /** Where the server sends the link, in the form of E.164. */
  phone?: string;
}

export interface Invitation {
  /** Shown once: the server keeps a hash of it. */
  url: string;
  expires: Date | undefined;
  /** Whether the server has sent it, if it was asked to. */
  sent: boolean | undefined;
}

export const LONGEST_NAME = 80;

/** The codes of HL7's participant types, with what people call them; none of them is a plain guest. */
export const ROLES: [code: string, text: string][] = [
  ['', 'Guest'],
  ['translator', 'Interpreter'],
  ['emergency', 'Emergency contact'],
];

/** Hours. The longest is a little less than the week that the server allows, because clocks differ. */
export const VALIDITIES: [hours: number, text: string][] = [
  [2, '2 hours'],
  [24, 'A day'],
  [72, '3 days'],
  [167, 'A week'],
];

export function invitationParameters({ participant, name, role, until, phone }: InvitationRequest): Parameters {
  const parameter: Parameter[] = [
    participant ? { name: 'participant', valueReference: { reference: participant } } : { name: 'name', valueString: name ?? '' },
    { name: 'until', valueInstant: until.toISOString() },
  ];
  if (role) {
    parameter.push({ name: 'role', valueCode: role });
  }
  if (phone) {
    parameter.push({ name: 'phone', valueString: phone });
  }
  return { resourceType: 'Parameters', parameter };
}

/** @throws Error if the answer has no link */
export function invitationOf({ parameter = [] }: Parameters): Invitation {
  const link = named(parameter, 'url');
  const url = link?.valueUrl ?? link?.valueUri ?? link?.valueString;
  if (url === undefined) {
    throw new Error('The server sent no link.');
  }
  return { url, expires: dateOf(named(parameter, 'expires')?.valueInstant), sent: named(parameter, 'sent')?.valueBoolean };
}

/** Who is listed and can be invited: relatives, and practitioners who are guests already. Whoever moderates cannot. */
export function invitablePeople({ participants }: VisitStatus): ParticipantStatus[] {
  return participants.filter(
    ({ reference, guest }) => reference?.startsWith('RelatedPerson/') || (guest && reference?.startsWith('Practitioner/')),
  );
}

/** A telephone number in the form of E.164, such as +436641234567, or nothing if it is none. */
export function phoneOf(text: string): string | undefined {
  const digits = text.replace(/[\s()/.-]/g, '').replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
