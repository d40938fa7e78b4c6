import { describe, expect, it } from 'vitest';
import type { Encounter } from './resources';
import { dateOf, localReference, visitOf } from './visit';

const ADAM = { reference: 'Practitioner/adam-careful', display: 'Dr Adam Careful' };
const JANE = { reference: 'Patient/jane-doe', display: 'Jane Doe' };
const TABLET = { reference: 'Device/home-tablet', display: 'Tablet at home' };

const R4: Encounter = {
  resourceType: 'Encounter',
  id: 'visit-1',
  status: 'in-progress',
  class: { code: 'VR' },
  subject: JANE,
  participant: [{ individual: ADAM }],
  period: { start: '2026-03-04T09:00:00Z' },
  extension: [
    {
      url: 'https://extensions.fhir.zapehr.com/encounter-other-participants',
      extension: [
        {
          url: 'https://extensions.fhir.zapehr.com/encounter-other-participant',
          extension: [{ url: 'reference', valueReference: TABLET }],
        },
      ],
    },
  ],
};

const R5: Encounter = {
  resourceType: 'Encounter',
  id: 'visit-1',
  status: 'in-progress',
  class: [{ coding: [{ code: 'VR' }] }],
  subject: JANE,
  participant: [{ actor: ADAM }, { actor: TABLET }],
  actualPeriod: { start: '2026-03-04T09:00:00Z' },
};

describe('an Encounter', () => {
  it('is the same visit in R4 and in R5', () => {
    expect(visitOf(R5)).toEqual(visitOf(R4));
    expect(visitOf(R4).people).toEqual([JANE, ADAM, TABLET]);
    expect(visitOf(R4).start).toEqual(new Date('2026-03-04T09:00:00Z'));
  });

  it('that is planned starts when it is planned', () => {
    const planned: Encounter = { ...R5, status: 'planned', plannedStartDate: '2026-03-05T10:00:00Z' };
    expect(visitOf(planned).start).toEqual(new Date('2026-03-05T10:00:00Z'));
  });

  it('lists nobody twice, whatever the form of the reference', () => {
    const twice: Encounter = {
      ...R4,
      participant: [{ individual: { reference: 'https://a.example/fhir/Practitioner/x/_history/2' } }, { individual: { reference: 'Practitioner/x', display: 'X' } }],
    };
    expect(visitOf(twice).people).toContainEqual({ reference: 'Practitioner/x', display: 'X' });
    expect(visitOf(twice).people).toHaveLength(3);
  });

  it('with a room is a video visit, whatever its class', () => {
    const channelType = { system: 'https://fhir.zapehr.com/virtual-service-type', code: 'twilio-video-group-rooms' };
    const plain: Encounter = { resourceType: 'Encounter', id: 'a', class: { code: 'AMB' } };
    expect(visitOf(plain).video).toBe(false);
    expect(visitOf({ ...plain, virtualService: [{ channelType }] }).video).toBe(true);
    const url = 'https://extensions.fhir.zapehr.com/encounter-virtual-service-pre-release';
    expect(visitOf({ ...plain, extension: [{ url, extension: [{ url: 'channelType', valueCoding: channelType }] }] }).video).toBe(true);
  });

  it('may have a waiting room', () => {
    const url = 'https://hapi-fhir-telemed.org/fhir/StructureDefinition/telemed-waiting-room';
    expect(visitOf({ ...R4, extension: [...R4.extension!, { url, valueBoolean: true }] }).waitingRoom).toBe(true);
    expect(visitOf({ ...R5, extension: [{ url, valueBoolean: false }] }).waitingRoom).toBe(false);
    expect(visitOf(R4).waitingRoom).toBeUndefined();
  });

  it('may have next to nothing in it', () => {
    expect(visitOf({ resourceType: 'Encounter' })).toEqual({
      id: '', status: undefined, phase: 'unknown', start: undefined, end: undefined, people: [], video: false,
    });
  });
});

describe('a date', () => {
  it('without a time is the beginning of that day here', () => {
    expect(dateOf('2026-03-04')?.getHours()).toBe(0);
  });
  it('that cannot be read is none', () => {
    expect(dateOf('tomorrow')).toBeUndefined();
  });
});

it('a reference to nothing in particular is none', () => {
  expect(localReference('#contained')).toBeUndefined();
  expect(localReference('urn:uuid:c757873d-ec9a-4326-a141-556f43239520')).toBeUndefined();
});
