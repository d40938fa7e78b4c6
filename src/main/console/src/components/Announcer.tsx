import { createContext, type ReactNode, useContext, useState } from 'react';

const Announce = createContext<(text: string) => void>(() => undefined);

/** Says things to screen readers that everybody else sees. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}

export function Announcer({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  return (
    <Announce value={setText}>
      {children}
      <div className="visually-hidden" role="log" aria-live="polite" data-testid="announcements">
        {text}
      </div>
    </Announce>
  );
}
