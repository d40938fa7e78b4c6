import type { ConnectOptions, LocalTrack, Room } from 'twilio-video';
import { type VisitApi, videoToken } from '../api/visitApi';
import { TOKEN_EXPIRED } from '../visit/callProblems';

/** Asks for a token and connects to the visit's room; once more, if the token has expired on the way. */
export async function joinRoom(api: VisitApi, tracks: LocalTrack[]): Promise<Room> {
  const { connect } = await import('twilio-video');
  const options = optionsOf(api, tracks);
  const { token } = await videoToken(api);
  try {
    return await connect(token, options);
  } catch (error) {
    if ((error as { code?: number }).code !== TOKEN_EXPIRED) {
      throw error;
    }
    return connect((await videoToken(api)).token, options);
  }
}

/** The token names the room, so there is no name to give. No insights: nothing about the call goes anywhere else. */
function optionsOf({ signalingUrl }: VisitApi, tracks: LocalTrack[]): ConnectOptions {
  const always = { tracks, insights: false, logLevel: 'off' } as const;
  return signalingUrl === undefined
    ? { ...always, bandwidthProfile: { video: { mode: 'grid' } }, maxAudioBitrate: 16_000 }
    : // wsServer is an option of the SDK that its types leave out
      ({ ...always, wsServer: signalingUrl, iceServers: [] } as ConnectOptions);
}
