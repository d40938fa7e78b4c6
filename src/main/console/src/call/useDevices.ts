import { useCallback, useEffect, useState } from 'react';
import type { LocalAudioTrack, LocalVideoTrack } from 'twilio-video';
import { type DeviceKind, deviceProblem } from '../visit/deviceProblems';

/** The camera and the microphone of this window; each may be missing, and the call goes on without it. */
export interface Devices {
  camera: LocalVideoTrack | undefined;
  microphone: LocalAudioTrack | undefined;
  problems: Partial<Record<DeviceKind, string>>;
  starting: boolean;
  /** Tries again what did not work. */
  retry: () => void;
  /** Takes another one. */
  choose: (kind: DeviceKind, deviceId: string) => void;
}

interface Started {
  camera?: LocalVideoTrack;
  microphone?: LocalAudioTrack;
  problems: Partial<Record<DeviceKind, string>>;
}

/** What goes wrong is on the page. */
const QUIET = { logLevel: 'off' } as const;

/** The ids of devices that the user prefers to the browser's choice. */
type Chosen = Partial<Record<DeviceKind, string>>;

/** Starts them while they are wanted, and stops them afterwards, so that no light stays on. */
export function useDevices(wanted: boolean): Devices {
  const [started, setStarted] = useState<Started>();
  const [attempt, setAttempt] = useState(0);
  const [chosen, setChosen] = useState<Chosen>({});
  useEffect(() => {
    if (!wanted) {
      return;
    }
    let over = false;
    const starting = startBoth(chosen);
    void starting.then((devices) => over || setStarted(devices));
    return () => {
      over = true;
      setStarted(undefined);
      void starting.then(stop);
    };
  }, [wanted, attempt, chosen]);
  return {
    camera: started?.camera,
    microphone: started?.microphone,
    problems: started?.problems ?? {},
    starting: wanted && started === undefined,
    retry: useCallback(() => setAttempt((last) => last + 1), []),
    choose: useCallback((kind, deviceId) => setChosen((last) => ({ ...last, [kind]: deviceId })), []),
  };
}

/** One after the other, so that a browser asks once for each and one that fails takes nothing from the other. */
async function startBoth(chosen: Chosen): Promise<Started> {
  const started: Started = { problems: {} };
  try {
    const video = await import('twilio-video');
    started.microphone = await video.createLocalAudioTrack({ ...QUIET, ...exactly(chosen.microphone) });
  } catch (error) {
    started.problems.microphone = deviceProblem('microphone', error as Error);
  }
  try {
    const video = await import('twilio-video');
    started.camera = await video.createLocalVideoTrack({
      width: 1280,
      height: 720,
      frameRate: 24,
      name: 'camera',
      ...QUIET,
      ...exactly(chosen.camera),
    });
  } catch (error) {
    started.problems.camera = deviceProblem('camera', error as Error);
  }
  return started;
}

function exactly(deviceId: string | undefined): MediaTrackConstraints {
  return deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
}

function stop({ camera, microphone }: Started): void {
  camera?.stop();
  microphone?.stop();
}
