import { Button, Meter } from 'react-aria-components';
import { Icon } from '../components/Icon';
import { Notice } from '../components/Notice';
import { DevicePicker } from './DevicePicker';
import { VideoView } from './TrackView';
import type { Devices } from './useDevices';
import { useLevel } from './useLevel';
import { useTrackEnabled } from './useTrackEnabled';

/** Shows what the others will see, and whether the microphone hears anything. */
export function DeviceCheck({ devices }: { devices: Devices }) {
  const [sees, togglePicture] = useTrackEnabled(devices.camera);
  const [hears, toggleSound] = useTrackEnabled(devices.microphone);
  const problems = Object.values(devices.problems);
  return (
    <section className="check" aria-labelledby="check-title" data-testid="device-check">
      <h2 id="check-title">Your camera and microphone</h2>
      <div className="preview">
        {devices.camera && sees ? (
          <VideoView track={devices.camera} mirrored name="you, as others will see you" />
        ) : (
          <div className="no-picture">
            <Icon name="cameraOff" title={devices.starting ? 'The camera is starting' : 'No picture'} />
          </div>
        )}
      </div>
      <Level track={hears ? devices.microphone?.mediaStreamTrack : undefined} />
      <div className="row">
        <Button className="button" data-testid="toggle-camera" isDisabled={!devices.camera} onPress={togglePicture}>
          {sees || !devices.camera ? 'Camera off' : 'Camera on'}
        </Button>
        <Button className="button" data-testid="toggle-microphone" isDisabled={!devices.microphone} onPress={toggleSound}>
          {hears || !devices.microphone ? 'Mute' : 'Unmute'}
        </Button>
      </div>
      <DevicePicker kind="camera" label="Camera" devices={devices} />
      <DevicePicker kind="microphone" label="Microphone" devices={devices} />
      {problems.length > 0 && (
        <Notice kind="warning" testId="device-problem">
          {problems.map((text) => (
            <p key={text}>{text}</p>
          ))}
          <Button className="button" data-testid="retry-devices" onPress={devices.retry}>
            Try again
          </Button>
        </Notice>
      )}
    </section>
  );
}

function Level({ track }: { track: MediaStreamTrack | undefined }) {
  const level = useLevel(track);
  return (
    <Meter className="level" aria-label="Microphone level" value={level} data-testid="level">
      <Icon name={track ? 'microphone' : 'microphoneOff'} />
      <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="100" height="8" />
        <rect className="fill" width={level} height="8" />
      </svg>
    </Meter>
  );
}
