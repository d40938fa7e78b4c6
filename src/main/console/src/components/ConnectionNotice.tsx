import type { Connection } from '../api/statusWatch';
import { Notice } from './Notice';

/** Says that what the page shows may be old. */
export function ConnectionNotice({ connection }: { connection: Connection }) {
  return connection === 'lost' ? (
    <Notice kind="warning" testId="connection-lost">
      Connection lost, trying again…
    </Notice>
  ) : null;
}
