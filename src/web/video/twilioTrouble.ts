import type { Trouble } from './VideoCall';

/**
 * What to do once the vendor's room let go of this device. Whatever it is, the way back begins with a new grant: it tells whether the visit is
 * still open and in which room, and brings an identity that no older connection of this person holds.
 */
export interface Remedy {
  /** `now`: at once, and with growing waits when that was in vain. `later`: with growing waits. `never`: not by itself. */
  again: 'now' | 'later' | 'never';
  trouble?: Trouble;
  /** The vendor is there, but sound and picture do not get through. */
  media?: boolean;
  /** The vendor says that the room is over; our server may not have heard of it. */
  gone?: boolean;
}

const now: Remedy = { again: 'now' };
const gone: Remedy = { again: 'now', gone: true };
const network: Remedy = { again: 'later', trouble: 'network' };
const busy: Remedy = { again: 'later', trouble: 'vendor' };
const media: Remedy = { again: 'later', trouble: 'network', media: true };

const remedies: Record<number, Remedy> = {
  // The token has ended; there is no renewing it inside a connection.
  20104: now,
  20156: now,
  // The clinic's own settings or clock: nothing that this device can mend.
  20101: busy,
  20102: busy,
  20103: busy,
  20105: busy,
  20106: busy,
  20107: busy,
  20157: busy,
  // Signalling.
  53000: network,
  53001: network,
  53002: network,
  53006: busy,
  53305: busy,
  // The room: gone, or not to be made. Our server makes another or says that the visit is over.
  53103: gone,
  53104: gone,
  53106: gone,
  53118: gone,
  // Full, counting those who dropped out less than a minute ago; quotas of the account.
  53105: busy,
  53119: busy,
  53206: busy,
  // As long as one connection may last.
  53216: now,
  // Two screens with one identity would throw each other out for ever.
  53205: { again: 'never', trouble: 'elsewhere' },
  53400: media,
  53401: media,
  53402: media,
  53403: media,
  53404: media,
  53405: media,
  53407: media,
  53500: media,
  53501: media,
};

/** No code: put out of the room by our own server, which says why when it is asked. */
export function remedyOf(code: number | undefined): Remedy {
  return code === undefined ? now : (remedies[code] ?? network);
}
