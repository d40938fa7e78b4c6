import { useEffect, useState } from 'react';

const EVERY = 100;

/** How loud a track is just now, from 0 to 100. */
export function useLevel(track: MediaStreamTrack | undefined): number {
  const [level, setLevel] = useState(0);
  useEffect(() => {
    if (!track) {
      return;
    }
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 512;
    audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Uint8Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getByteTimeDomainData(samples);
      const loudest = Math.max(...samples.map((sample) => Math.abs(sample - 128)));
      setLevel(Math.min(100, Math.round((loudest / 128) * 160)));
    }, EVERY);
    return () => {
      clearInterval(timer);
      setLevel(0);
      void audio.close();
    };
  }, [track]);
  return level;
}
