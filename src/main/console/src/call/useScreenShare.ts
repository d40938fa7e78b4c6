import { useCallback, useEffect, useRef, useState } from 'react';
import type { LocalVideoTrack, Room } from 'twilio-video';

/** The name by which others know the track of a shared screen. */
export const SCREEN = 'screen';

export interface ScreenShare {
  supported: boolean;
  sharing: boolean;
  problem: string | undefined;
  toggle: () => void;
}

export function useScreenShare(room: Room | undefined): ScreenShare {
  const shared = useRef<LocalVideoTrack>(undefined);
  const [sharing, setSharing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const stop = useCallback(() => {
    const track = shared.current;
    shared.current = undefined;
    track?.stop();
    if (track) {
      room?.localParticipant.unpublishTrack(track);
    }
    setSharing(false);
  }, [room]);
  const start = useCallback(async () => {
    setProblem(undefined);
    try {
      const { LocalVideoTrack } = await import('twilio-video');
      const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 10 }, audio: false });
      const track = new LocalVideoTrack(stream.getVideoTracks()[0]!, { name: SCREEN, logLevel: 'off' });
      shared.current = track;
      track.on('stopped', stop);
      await room?.localParticipant.publishTrack(track);
      setSharing(true);
    } catch (error) {
      stop();
      // Whoever closes the browser's own dialog has changed their mind
      setProblem((error as Error).name === 'NotAllowedError' ? undefined : 'The screen could not be shared.');
    }
  }, [room, stop]);
  useEffect(() => stop, [stop]);
  return {
    supported: 'getDisplayMedia' in (navigator.mediaDevices ?? {}),
    sharing,
    problem,
    toggle: () => void (sharing ? stop() : start()),
  };
}
