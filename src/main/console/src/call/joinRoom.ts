import type { ConnectOptions, LocalTrack, Room } from 'twilio-video';
import type { Config } from '../api/config';
import type { Session } from '../api/session';
import { videoToken } from '../api/telemed';
import { TOKEN_EXPIRED } from '../visit/callProblems';

/** Asks for a token and connects to the visit's room; once more, if the token has expired on the way. */
export async function joinRoom(session: Session, visitId: string, tracks: LocalTrack[]): Promise<Room> {
  const { connect } = await import('twilio-video');
  const options = optionsOf(session.config, tracks);
  const { token } = await videoToken(session, visitId);
  try {
    return await connect(token, options);
  } catch (error) {
    if ((error as { code?: number }).code !== TOKEN_EXPIRED) {
      throw error;
    }
    return connect((await videoToken(session, visitId)).token, options);
  }
}

/** The token names the room, so there is no name to give. No insights: nothing about the call goes anywhere else. */
function optionsOf({ signalingUrl }: Config, tracks: LocalTrack[]): ConnectOptions {
  const always = { tracks, insights: false, logLevel: 'off' } as const;
  return signalingUrl === undefined
    ? { ...always, bandwidthProfile: { video: { mode: 'grid' } }, maxAudioBitrate: 16_000 }
    : // wsServer is an option of the SDK that its types leave out
      ({ ...always, wsServer: signalingUrl, iceServers: [] } as ConnectOptions);
}
