import { useEffect, useState } from 'react';

/** The devices of a kind, as they come and go. */
export function useDeviceList(kind: MediaDeviceKind, started: unknown): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  useEffect(() => {
    const media = navigator.mediaDevices as MediaDevices | undefined; // there is none on a page without https
    const list = (): void =>
      void media?.enumerateDevices().then((all) => setDevices(all.filter((device) => device.kind === kind && device.deviceId)));
    list();
    media?.addEventListener('devicechange', list);
    return () => media?.removeEventListener('devicechange', list);
    // Their names are known once one of them was started
  }, [kind, started]);
  return devices;
}
