import { Button } from 'react-aria-components';
import { Icon, type IconName } from '../components/Icon';
import type { Devices } from './useDevices';
import type { ScreenShare } from './useScreenShare';
import { useTrackEnabled } from './useTrackEnabled';

interface Props {
  devices: Devices;
  share: ScreenShare;
  onLeave: () => void;
}

/** Mute, camera, screen and leaving. */
export function CallControls({ devices, share, onLeave }: Props) {
  const [hears, toggleSound] = useTrackEnabled(devices.microphone);
  const [sees, togglePicture] = useTrackEnabled(devices.camera);
  return (
    <div className="controls" role="toolbar" aria-label="Call controls">
      <Control id="toggle-microphone" icon={hears ? 'microphone' : 'microphoneOff'} isOff={!hears}
        text={hears ? 'Mute' : 'Unmute'} isDisabled={!devices.microphone} onPress={toggleSound} />
      <Control id="toggle-camera" icon={sees ? 'camera' : 'cameraOff'} isOff={!sees}
        text={sees ? 'Camera off' : 'Camera on'} isDisabled={!devices.camera} onPress={togglePicture} />
      {share.supported && (
        <Control id="share-screen" icon="screen" isOff={false}
          text={share.sharing ? 'Stop sharing' : 'Share screen'} onPress={share.toggle} />
      )}
      <Button className="control leave" data-testid="leave" onPress={onLeave}>
        <Icon name="leave" /> <span>Leave</span>
      </Button>
    </div>
  );
}

interface ControlProps {
  id: string;
  icon: IconName;
  text: string;
  isOff: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

function Control({ id, icon, text, isOff, isDisabled = false, onPress }: ControlProps) {
  return (
    <Button className={isOff ? 'control off' : 'control'} data-testid={id} isDisabled={isDisabled} onPress={onPress}>
      <Icon name={icon} /> <span>{text}</span>
    </Button>
  );
}
