import { describe, expect, it } from 'vitest';
import { addressOf, routeOf } from './useRoute';

describe('the address', () => {
  it('of a visit leads to it', () => {
    expect(routeOf(addressOf('visit-1.A'))).toEqual({ view: 'visit', id: 'visit-1.A' });
  });
  it('of nothing leads to the list', () => {
    expect(routeOf('')).toEqual({ view: 'list' });
    expect(routeOf('#/')).toEqual({ view: 'list' });
  });
  it.each(['#/visits/', '#/visits/a/b', '#/visits/..%2Fx', '#/visits/<b>', `#/visits/${'a'.repeat(65)}`, '#/else'])(
    '%s is no page',
    (hash) => {
      expect(routeOf(hash)).toEqual({ view: 'unknown' });
    },
  );
});
