import { Link } from 'react-aria-components';
import { useView } from '../hooks/useView';

export function NotFoundView() {
  const heading = useView('Not found – Visits');
  return (
    <section className="card narrow">
      <h1 ref={heading} tabIndex={-1}>
        There is no such page
      </h1>
      <Link className="button" href="#/">
        To your visits
      </Link>
    </section>
  );
}
