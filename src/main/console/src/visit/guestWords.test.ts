import { expect, it } from 'vitest';
import { RefusedError } from '../api/errors';
import { invitationRefusal } from './guestWords';

it.each([
  [new RefusedError(404, 'invitation-not-found', 'x'), false, 'This invitation is not valid here', false],
  [new RefusedError(404, 'invitation-not-found', 'x'), true, 'You are no longer part of this visit', false],
  [new RefusedError(403, 'not-a-participant', 'x'), true, 'You are no longer part of this visit', false],
  [new RefusedError(429, 'too-many-requests', 'x'), false, 'Too many attempts', true],
  [new RefusedError(503, 'provider-down', 'x'), false, 'The visit cannot be opened now', true],
  [new TypeError('Failed to fetch'), false, 'The visit cannot be opened now', true],
])('%s, seen before: %s, is: %s', (error, wasPart, title, again) => {
  expect(invitationRefusal(error, wasPart)).toMatchObject({ title, again });
});
