import { createRoot } from 'react-dom/client';
import { App } from './App';
import { type Config, loadConfig } from './api/config';
import { isGuestPage } from './api/guest';
import type { Session } from './api/session';
import { currentSession, readOpening, signIn } from './api/signIn';
import { GuestApp } from './GuestApp';
import './styles/base.css';
import './styles/call.css';
import './styles/people.css';

const root = createRoot(document.getElementById('root')!);

/** Signs in, if the address says as whom, and shows the console. */
async function start(): Promise<void> {
  const opening = readOpening();
  let config: Config | undefined;
  let session: Session | undefined;
  let problem: string | undefined;
  try {
    config = await loadConfig();
    if (new URL(config.redirectUri).origin !== location.origin) {
      // The issuer sends the browser back to this address alone, and a session belongs to one origin
      location.replace(config.redirectUri + location.hash);
      return;
    }
    session = opening.loginHint === undefined ? await currentSession(config, opening) : undefined;
    if (opening.loginHint !== undefined) {
      await signIn(config, opening.loginHint);
      return;
    }
  } catch (error) {
    problem = `You could not be signed in: ${(error as Error).message}`;
  }
  root.render(<App config={config} session={session} problem={problem} />);
}

/** Shows the page of guests, which lies beside the console's folder. */
async function startGuest(): Promise<void> {
  root.render(<GuestApp config={await loadConfig('console/').catch(() => undefined)} />);
}

void (isGuestPage(location.pathname) ? startGuest() : start());
