import { useCallback, useState } from 'react';

/** The one thing that is kept in the browser for good, and only when somebody switches the sound off. */
const KEY = 'telemed.sound';
const OFF = 'off';

export interface Bell {
  isOn: boolean;
  switchTo: (on: boolean) => void;
  /** Plays two short tones, if the bell is on and the user has touched the page: browsers allow no sound before that. */
  ring: () => void;
}

export function useBell(): Bell {
  const [isOn, setIsOn] = useState(() => localStorage.getItem(KEY) !== OFF);
  const switchTo = useCallback((on: boolean) => {
    if (on) {
      localStorage.removeItem(KEY);
    } else {
      localStorage.setItem(KEY, OFF);
    }
    setIsOn(on);
  }, []);
  const ring = useCallback(() => {
    if (isOn && navigator.userActivation?.hasBeenActive) {
      play();
    }
  }, [isOn]);
  return { isOn, switchTo, ring };
}

function play(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.connect(audio.destination);
  volume.gain.setValueAtTime(0.15, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.7);
  [659, 523].forEach((pitch, index) => {
    const tone = audio.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(volume);
    tone.start(audio.currentTime + index * 0.2);
    tone.stop(audio.currentTime + 0.7);
    tone.onended = () => void (audio.state === 'closed' || audio.close());
  });
}
