import { useEffect, useRef } from 'react';
import type { Person } from '../visit/visit';
import { labelsOf } from '../visit/labels';
import type { VisitStatus } from '../visit/status';
import { useAnnounce } from '../components/Announcer';
import { Notice } from '../components/Notice';
import { CallControls } from './CallControls';
import { RemoteTile } from './RemoteTile';
import { VideoView } from './TrackView';
import type { Call } from './useCall';
import type { Devices } from './useDevices';
import { useScreenShare } from './useScreenShare';

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
    <section className="stage" aria-label="Call" data-testid="call">
      {call.phase === 'reconnecting' && <Notice kind="warning">Connection lost, trying again…</Notice>}
      {share.problem && <Notice kind="warning">{share.problem}</Notice>}
      <div className="tiles" data-count={remote.length}>
        {remote.map((participant) => (
          <RemoteTile key={participant.sid} participant={participant} label={labels.get(participant.sid) ?? 'Participant'} />
        ))}
        {remote.length === 0 && <p className="alone" data-testid="alone">You are the only one here. Others will appear by themselves.</p>}
        <figure className="tile self" data-testid="self-tile">
          {devices.camera?.isEnabled ? <VideoView track={devices.camera} mirrored name="you" /> : <div className="no-picture" />}
          <figcaption>You</figcaption>
        </figure>
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
  const before = useRef(new Map<string, string>());
  const key = [...labels.keys()].join(' ');
  useEffect(() => {
    const joined = [...labels].filter(([sid]) => !before.current.has(sid)).map(([, label]) => `${label} is in the call.`);
    const left = [...before.current].filter(([sid]) => !labels.has(sid)).map(([, label]) => `${label} has left the call.`);
    if (joined.length + left.length > 0) {
      announce([...joined, ...left].join(' '));
    }
    before.current = new Map(labels);
    // Other labels for the same people are no news
  }, [key, announce]);
}
