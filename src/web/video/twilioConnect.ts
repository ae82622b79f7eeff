import type { ConnectOptions, Room } from 'twilio-video';

export type Connect = (token: string, options: ConnectOptions) => Promise<Room>;

/** The vendor's own code comes when a call needs it, and says nothing: its log lines name rooms and people. */
export const connectToTwilio: Connect = async (token, options) => {
  const { connect, Logger } = await import('twilio-video');
  Logger.getLogger('twilio-video').setLevel('silent');
  return connect(token, options);
};

export const connectOptions: ConnectOptions = {
  dominantSpeaker: true,
  networkQuality: { local: 1, remote: 1 },
  preferredVideoCodecs: 'auto',
  // No figures of a visit to the vendor but those that carry it.
  insights: false,
  bandwidthProfile: {
    video: {
      mode: 'grid',
      dominantSpeakerPriority: 'high',
      trackSwitchOffMode: 'predicted',
      // The stage shows every picture itself; the vendor would switch off what it did not attach.
      clientTrackSwitchOffControl: 'manual',
      contentPreferencesMode: 'manual',
    },
  },
};
