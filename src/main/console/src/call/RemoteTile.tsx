import type { RemoteParticipant } from 'twilio-video';
import { Icon } from '../components/Icon';
import { SCREEN } from './useScreenShare';
import { SoundOf, VideoView } from './TrackView';

/** Somebody else in the call: their picture, their sound, and their screen if they share it. */
export function RemoteTile({ participant, label }: { participant: RemoteParticipant; label: string }) {
  const pictures = [...participant.videoTracks.values()].filter(({ track }) => track?.isEnabled);
  const screen = pictures.find(({ trackName }) => trackName === SCREEN)?.track;
  const camera = pictures.find(({ trackName }) => trackName !== SCREEN)?.track;
  const sounds = [...participant.audioTracks.values()].flatMap(({ track }) => track ?? []);
  const isMuted = !sounds.some(({ isEnabled }) => isEnabled);
  return (
    <>
      {screen && (
        <figure className="tile screen" data-testid="screen-tile">
          <VideoView track={screen} name={`${label}’s screen`} />
          <figcaption>{label}’s screen</figcaption>
        </figure>
      )}
      <figure className="tile" data-testid="remote-tile" data-identity={participant.identity}>
        {camera ? <VideoView track={camera} name={label} /> : <NoPicture label={label} />}
        {sounds.map((track) => (
          <SoundOf key={track.sid} track={track} />
        ))}
        <figcaption>
          {isMuted && <Icon name="microphoneOff" title="Muted" />}
          {label}
          {participant.state === 'reconnecting' && ' (connection lost, trying again)'}
        </figcaption>
      </figure>
    </>
  );
}

function NoPicture({ label }: { label: string }) {
  return (
    <div className="no-picture" data-testid="no-picture">
      <Icon name="cameraOff" title={`${label} has no picture`} />
    </div>
  );
}
