import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { AudioTrack, VideoTrack } from 'twilio-video';

/** The picture of a track. */
export function VideoView({ track, mirrored = false, name }: { track: VideoTrack; mirrored?: boolean; name: string }) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current!;
    track.attach(video);
    return () => void track.detach(video);
  }, [track]);
  return (
    <video ref={element} className={mirrored ? 'mirrored' : ''} aria-label={`Picture of ${name}`} muted playsInline autoPlay />
  );
}

/** The sound of a track; where the browser does not play it by itself, a button does. */
export function SoundOf({ track }: { track: AudioTrack }) {
  const element = useRef<HTMLAudioElement>(null);
  const [blocked, setBlocked] = useState(false);
  useEffect(() => {
    const audio = element.current!;
    track.attach(audio);
    audio.play().catch((error: Error) => setBlocked(error.name === 'NotAllowedError'));
    return () => void track.detach(audio);
  }, [track]);
  return (
    <>
      <audio ref={element} autoPlay />
      {blocked && (
        <Button className="button" onPress={() => void element.current?.play().then(() => setBlocked(false))}>
          Turn the sound on
        </Button>
      )}
    </>
  );
}
