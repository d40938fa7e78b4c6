import type { DeviceKind } from '../visit/deviceProblems';
import { useDeviceList } from './useDeviceList';
import type { Devices } from './useDevices';

/** A choice among several cameras or microphones. */
export function DevicePicker({ kind, label, devices }: { kind: DeviceKind; label: string; devices: Devices }) {
  const track = devices[kind];
  const all = useDeviceList(kind === 'camera' ? 'videoinput' : 'audioinput', track);
  if (all.length < 2) {
    return null;
  }
  return (
    <label className="picker">
      {label}
      <select
        data-testid={`choose-${kind}`}
        value={track?.mediaStreamTrack.getSettings().deviceId ?? ''}
        onChange={(event) => devices.choose(kind, event.target.value)}
      >
        {!track && <option value="">Choose</option>}
        {all.map(({ deviceId, label: name }, index) => (
          <option key={deviceId} value={deviceId}>
            {name || `${label} ${index + 1}`}
          </option>
        ))}
      </select>
    </label>
  );
}
