import { useEffect, useState } from 'react';
import { readVisit } from '../api/encounters';
import type { Session } from '../api/session';
import type { Visit } from '../visit/visit';

/** A visit, read again whenever the server says something new of its status. */
export function useVisit(session: Session, id: string, news: string): { visit: Visit | undefined; error: unknown } {
  const [read, setRead] = useState<{ visit: Visit | undefined; error: unknown }>({ visit: undefined, error: undefined });
  useEffect(() => {
    let over = false;
    readVisit(session, id).then(
      (visit) => over || setRead({ visit, error: undefined }),
      (error: unknown) => over || setRead((last) => ({ ...last, error })),
    );
    return () => {
      over = true;
    };
  }, [session, id, news]);
  return read;
}
