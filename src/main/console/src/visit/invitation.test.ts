import { describe, expect, it } from 'vitest';
import { invitablePeople, invitationOf, invitationParameters, phoneOf } from './invitation';
import type { ParticipantStatus } from './status';

const UNTIL = new Date('2026-03-05T12:00:00Z');

describe('an invitation', () => {
  it('of somebody new has a name', () => {
    expect(invitationParameters({ name: 'Ana', role: 'translator', until: UNTIL, phone: '+436641234567' }).parameter).toEqual([
      { name: 'name', valueString: 'Ana' },
      { name: 'until', valueInstant: '2026-03-05T12:00:00.000Z' },
      { name: 'role', valueCode: 'translator' },
      { name: 'phone', valueString: '+436641234567' },
    ]);
  });

  it('of somebody who is stored has a reference and no name', () => {
    expect(invitationParameters({ participant: 'RelatedPerson/john', role: '', until: UNTIL }).parameter).toEqual([
      { name: 'participant', valueReference: { reference: 'RelatedPerson/john' } },
      { name: 'until', valueInstant: '2026-03-05T12:00:00.000Z' },
    ]);
  });

  it.each(['valueUrl', 'valueUri', 'valueString'])('is answered with a link in %s', (type) => {
    const parameter = [{ name: 'url', [type]: 'https://a.example/join#x' }, { name: 'expires', valueInstant: UNTIL.toISOString() }];
    expect(invitationOf({ resourceType: 'Parameters', parameter })).toEqual({ url: 'https://a.example/join#x', expires: UNTIL, sent: undefined });
  });

  it('without a link is an error', () => {
    expect(() => invitationOf({ resourceType: 'Parameters' })).toThrow('no link');
  });

  it('is for relatives and for guests who came before, not for those who run the visit', () => {
    const person = (reference: string, guest = false): ParticipantStatus => ({
      reference, guest, display: undefined, role: undefined, state: 'may-join', since: undefined, lastSeen: undefined,
    });
    const participants = [person('Patient/jane'), person('RelatedPerson/john'), person('Practitioner/adam'), person('Practitioner/eve', true)];
    const people = invitablePeople({ state: 'may-join', from: undefined, room: 'open', moderator: true, participants });
    expect(people.map(({ reference }) => reference)).toEqual(['RelatedPerson/john', 'Practitioner/eve']);
  });
});

it.each([
  ['+43 664 1234567', '+436641234567'],
  ['0043 (664) 123-45.67', '+436641234567'],
  ['0664 1234567', undefined],
  ['+43', undefined],
  ['+43 664 call me', undefined],
  ['', undefined],
])('the number %s is %s', (text, number) => {
  expect(phoneOf(text)).toBe(number);
});
