import { describe, expect, it } from 'vitest';
import { type Circumstances, goesOnWaiting } from './waiting';

const HERE: Circumstances = { state: 'waiting', moderator: false, byItself: true, wasIn: false, wasRefused: false };

describe('who waits', () => {
  it('found the visit not open yet, and wants to join by itself', () => {
    expect(goesOnWaiting(false, { ...HERE, state: 'too-early' })).toBe(true);
    expect(goesOnWaiting(false, { ...HERE, state: 'no-room' })).toBe(true);
    expect(goesOnWaiting(true, { ...HERE, state: 'no-room', byItself: false })).toBe(false);
  });

  it('goes on into the waiting room, and from there into the call', () => {
    expect(goesOnWaiting(true, HERE)).toBe(true);
    expect(goesOnWaiting(true, { ...HERE, state: 'may-join' })).toBe(true);
    expect(goesOnWaiting(true, { ...HERE, state: undefined })).toBe(true);
  });

  it('was sent back from the call, or refused when joining', () => {
    expect(goesOnWaiting(false, { ...HERE, wasIn: true, wasRefused: true })).toBe(true);
    expect(goesOnWaiting(false, { ...HERE, wasRefused: true })).toBe(true);
  });
});

describe('who does not wait', () => {
  it('found the visit open, or a waiting room', () => {
    expect(goesOnWaiting(false, { ...HERE, state: 'may-join' })).toBe(false);
    expect(goesOnWaiting(false, HERE)).toBe(false);
  });

  it('has left by their own will', () => {
    expect(goesOnWaiting(false, { ...HERE, wasIn: true })).toBe(false);
    expect(goesOnWaiting(false, { ...HERE, state: 'no-room', wasIn: true })).toBe(false);
  });

  it('has to open the room', () => {
    expect(goesOnWaiting(false, { ...HERE, state: 'no-room', moderator: true })).toBe(false);
  });

  it.each(['dismissed', 'left', 'closed', 'in-call', 'unknown'] as const)('is %s', (state) => {
    expect(goesOnWaiting(true, { ...HERE, state, wasRefused: true })).toBe(false);
  });
});
