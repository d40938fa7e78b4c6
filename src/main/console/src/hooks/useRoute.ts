import { useHash } from './useHash';

/** A view of the console, by the address behind the `#`. */
export type Route = { view: 'list' } | { view: 'visit'; id: string } | { view: 'unknown' };

export function useRoute(): Route {
  return routeOf(useHash());
}

/** The address of a visit: an id says nothing about a person. */
export function addressOf(id: string): string {
  return `#/visits/${encodeURIComponent(id)}`;
}

export function routeOf(hash: string): Route {
  const path = hash.replace(/^#/, '');
  if (path === '' || path === '/') {
    return { view: 'list' };
  }
  const visit = /^\/visits\/([A-Za-z0-9.-]{1,64})$/.exec(path);
  return visit?.[1] ? { view: 'visit', id: visit[1] } : { view: 'unknown' };
}
