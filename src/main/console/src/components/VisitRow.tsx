import { Link } from 'react-aria-components';
import { addressOf } from '../hooks/useRoute';
import type { VisitStatus } from '../visit/status';
import type { Visit } from '../visit/visit';
import { stateInWords, timeInWords, visitTitle, whoIsThere } from '../visit/words';
import { StatusChip } from './StatusChip';

interface Props {
  visit: Visit;
  me: string | undefined;
  status: VisitStatus | undefined;
  now: Date;
}

/** A visit in the list, with who is there now. */
export function VisitRow({ visit, me, status, now }: Props) {
  const there = status && whoIsThere(status, now);
  return (
    <li className="visit" data-testid={`visit-${visit.id}`}>
      <div className="visit-text">
        <Link className="visit-title" href={addressOf(visit.id)} data-testid={`open-${visit.id}`}>
          {visitTitle(visit, me)}
        </Link>
        <p className="muted">{visit.start ? timeInWords(visit.start, now) : 'No time set'}</p>
        {there && <p data-testid="presence">{there}</p>}
      </div>
      <div className="visit-state">
        <StatusChip visit={visit} />
        {status && <span className="muted">{stateInWords(status, now)}</span>}
      </div>
    </li>
  );
}
