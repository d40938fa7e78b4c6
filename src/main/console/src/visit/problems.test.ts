import { describe, expect, it } from 'vitest';
import { callProblem } from './callProblems';
import { deviceProblem } from './deviceProblems';

describe('a call that ended', () => {
  it.each([
    [53205, 'another window', true],
    [53118, 'ended for everyone', false],
    [53105, 'full', true],
    [20104, 'expired', true],
    [1, 'broke off', true],
  ])('with %i says so: %s', (code, words, again) => {
    expect(callProblem({ code }).text).toContain(words);
    expect(callProblem({ code }).again).toBe(again);
  });

  it('without an error means that somebody was removed, or sent back to the waiting room: the status says which', () => {
    expect(callProblem(null)).toEqual({ text: 'You were taken out of the call.', again: false });
    expect(callProblem(undefined)).toEqual(callProblem(null));
  });
});

describe('a device that does not start', () => {
  it.each([
    ['NotFoundError', 'Plug one in'],
    ['NotAllowedError', 'Allow it'],
    ['NotReadableError', 'in use'],
    ['OverconstrainedError', 'another one'],
    ['WhateverError', 'could not be started'],
  ])('with %s says what to do: %s', (name, words) => {
    expect(deviceProblem('camera', { name })).toContain(words);
    expect(deviceProblem('microphone', { name })).toContain('microphone');
  });
});
