import type { EventEmitter } from 'events';
import { useEffect, useReducer } from 'react';
import type { LocalAudioTrack, LocalVideoTrack } from 'twilio-video';

/** Whether a local track is on, and how to switch it; the track itself says which. */
export function useTrackEnabled(track: LocalAudioTrack | LocalVideoTrack | undefined): [boolean, () => void] {
  const [, render] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const events: EventEmitter | undefined = track;
    events?.on('enabled', render).on('disabled', render);
    return () => void events?.removeListener('enabled', render).removeListener('disabled', render);
  }, [track]);
  return [track?.isEnabled ?? false, () => track?.enable(!track.isEnabled)];
}
