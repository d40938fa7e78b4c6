import { Icon } from '../components/Icon';
import { VideoView } from './TrackView';
import type { Devices } from './useDevices';
import { useTrackEnabled } from './useTrackEnabled';

/** One's own picture, as in a mirror. */
export function SelfTile({ devices: { camera, microphone } }: { devices: Devices }) {
  const [sees] = useTrackEnabled(camera);
  const [hears] = useTrackEnabled(microphone);
  return (
    <figure className="tile self" data-testid="self-tile">
      {camera && sees ? (
        <VideoView track={camera} mirrored name="you" />
      ) : (
        <div className="no-picture">
          <Icon name="cameraOff" title="Your camera is off" />
        </div>
      )}
      <figcaption>
        {!hears && <Icon name="microphoneOff" title="Muted" />}
        You
      </figcaption>
    </figure>
  );
}
