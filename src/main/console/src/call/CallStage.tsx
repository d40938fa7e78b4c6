import { useEffect, useRef } from 'react';
import type { Person } from '../visit/visit';
import { labelsOf } from '../visit/labels';
import type { VisitStatus } from '../visit/status';
import { useAnnounce } from '../components/Announcer';
import { Notice } from '../components/Notice';
import { useFocus } from '../hooks/useFocus';
import { CallControls } from './CallControls';
import { RemoteTile } from './RemoteTile';
import { SelfTile } from './SelfTile';
import type { Call } from './useCall';
import type { Devices } from './useDevices';
import { useScreenShare } from './useScreenShare';

/** In ms. */
const SETTLED = 1_500;

interface Props {
  call: Call;
  devices: Devices;
  me: string | undefined;
  people: Person[];
  status: VisitStatus | undefined;
}

/** The call: a tile for everybody, and the controls. */
export function CallStage({ call, devices, me, people, status }: Props) {
  const share = useScreenShare(call.room);
  const remote = [...(call.room?.participants.values() ?? [])];
  const labels = labelsOf(remote.map(({ sid }) => sid), me, people, useStatusSince(call.changes, status));
  useAnnouncedPeople(labels);
  return (
    <section className="stage" aria-label="Call" data-testid="call" ref={useFocus<HTMLElement>()} tabIndex={-1}>
      {call.phase === 'reconnecting' && <Notice kind="warning">Connection lost, trying again…</Notice>}
      {share.problem && <Notice kind="warning">{share.problem}</Notice>}
      <div className="tiles" data-count={remote.length}>
        {remote.map((participant) => (
          <RemoteTile key={participant.sid} participant={participant} label={labels.get(participant.sid) ?? 'Participant'} />
        ))}
        {remote.length === 0 && <p className="alone" data-testid="alone">You are the only one here. Others will appear by themselves.</p>}
        <SelfTile devices={devices} />
      </div>
      <CallControls devices={devices} share={share} onLeave={call.leave} />
    </section>
  );
}

/** The status, unless it is older than the last coming or going. */
function useStatusSince(changes: number, status: VisitStatus | undefined): VisitStatus | undefined {
  const seen = useRef({ changes, status: undefined as VisitStatus | undefined });
  if (seen.current.changes !== changes) {
    seen.current = { changes, status };
  }
  return seen.current.status === status ? undefined : status;
}

/** Tells screen readers who came and who left. */
function useAnnouncedPeople(labels: Map<string, string>): void {
  const announce = useAnnounce();
  const before = useRef<[string, string][]>([]);
  const now = JSON.stringify([...labels]);
  useEffect(() => {
    // A moment later, because the server says who it is after the room says that somebody came
    const timer = setTimeout(() => {
      const news = newsOf(before.current, JSON.parse(now) as [string, string][]);
      before.current = JSON.parse(now) as [string, string][];
      if (news) {
        announce(news);
      }
    }, SETTLED);
    return () => clearTimeout(timer);
  }, [now, announce]);
}

/** Who came and who left; another label for the same one is no news. */
function newsOf(before: [string, string][], now: [string, string][]): string {
  const without = (some: [string, string][], others: [string, string][]): string[] =>
    some.filter(([sid]) => !others.some(([other]) => other === sid)).map(([, label]) => label);
  return [
    ...without(now, before).map((label) => `${label} is in the call.`),
    ...without(before, now).map((label) => `${label} has left the call.`),
  ].join(' ');
}
