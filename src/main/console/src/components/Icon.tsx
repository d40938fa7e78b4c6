const PATHS = {
  microphone: 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zm5-3a5 5 0 0 1-10 0H5a7 7 0 0 0 6 6.9V22h2v-3.100A7 7 0 0 0 19 12z',
  microphoneOff:
    'M4.300 3 3 4.300l6 6V12a3 3 0 0 0 4.500 2.600l1.500 1.500A5 5 0 0 1 7 12H5a7 7 0 0 0 6 6.900V22h2v-3.100a7 7 0 0 0 3.400-1.400l3.300 3.300 1.300-1.300zM15 10.600V6a3 3 0 0 0-5.800-1.100zM17 12c0 .4 0 .8-.1 1.100l1.500 1.500c.4-.8.6-1.700.6-2.600z',
  camera: 'M4 6h11a1 1 0 0 1 1 1v3.500L21 7v10l-5-3.500V17a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z',
  cameraOff: 'M3.300 2 2 3.300 4.700 6H4a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h11c.3 0 .5-.1.700-.2L20.700 22 22 20.700zM21 7l-5 3.500V7a1 1 0 0 0-1-1H9.400L21 17.200z',
  screen: 'M3 5h18v12h-7v2h3v2H7v-2h3v-2H3zm2 2v8h14V7zm7 1 4 4h-3v2h-2v-2H8z',
  leave: 'M12 9c-3.300 0-6.400.8-9 2.200-.6.300-.9 1-.8 1.700l.4 2.100c.1.700.8 1.200 1.600 1.100l3-.5c.7-.1 1.200-.7 1.200-1.400v-1.600a14 14 0 0 1 7.200 0v1.600c0 .7.500 1.300 1.200 1.400l3 .5c.8.1 1.500-.4 1.600-1.100l.4-2.100c.1-.7-.2-1.400-.8-1.700A19 19 0 0 0 12 9z',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture for a control; without a title it says nothing that the text beside it does not. */
export function Icon({ name, title }: { name: IconName; title?: string }) {
  const named = title === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': title };
  return (
    <svg className="icon" viewBox="0 0 24 24" width="20" height="20" {...named}>
      <path d={PATHS[name]} fill="currentColor" />
    </svg>
  );
}
