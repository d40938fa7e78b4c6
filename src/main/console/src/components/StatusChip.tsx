import { statusInWords } from '../visit/phase';
import type { Visit } from '../visit/visit';

/** The status of a visit, in words. */
export function StatusChip({ visit }: { visit: Visit }) {
  return (
    <span className={`chip ${visit.phase}`} data-testid="visit-status">
      {statusInWords(visit.status)}
    </span>
  );
}
