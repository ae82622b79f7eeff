import type { Timeline, TimelinePerson } from '../../../../contract';

export type Whereabouts = 'waiting' | 'visit' | 'hold' | 'away' | Trouble;

/** What stands above the bar of where somebody was: no video at all, or a poor one for a while. */
export type Trouble = 'connection' | 'weak';

export const isTrouble = (where: Whereabouts): where is Trouble => where === 'connection' || where === 'weak';

export interface Span {
  where: Whereabouts;
  from: number;
  /** Absent while it goes on. */
  to?: number;
}

export interface Lane {
  person: TimelinePerson;
  spans: Span[];
}

type Moved = { who: (person: TimelinePerson) => boolean; to: Whereabouts | undefined };

/** Who was where from when to when, as the visit’s own records say it; connection troubles as each one’s device told them. */
export function lanesOf({ items, beside, people }: Pick<Timeline, 'items' | 'beside' | 'people'>): Lane[] {
  const lanes = people.map((person): Lane => ({ person, spans: [] }));
  const clinician = { current: '' };
  for (const record of [...items].sort((a, b) => a.seq - b.seq)) {
    if (record.refused) continue;
    const at = Date.parse(record.at);
    for (const { who, to } of movesOf(record.code, record.after ?? {}, clinician))
      for (const lane of lanes.filter(({ person }) => who(person))) move(lane, to, at, record.code);
  }
  for (const record of beside) {
    const lane = lanes.find(({ person }) => person.participantId === record.subject?.participantId);
    if (lane && record.code === 'MediaConnectionNoted') trouble(lane, 'connection', record.after?.connection !== 'Connected', Date.parse(record.at));
    if (lane && record.code === 'MediaQualityNoted') trouble(lane, 'weak', record.after?.quality !== 'Steady', Date.parse(record.at));
  }
  return lanes.filter(({ spans }) => spans.length > 0);
}

function movesOf(code: string, after: Record<string, unknown>, clinician: { current: string }): Moved[] {
  const one = (person: TimelinePerson) => person.participantId === after.participantId;
  const staff = (id: unknown) => (person: TimelinePerson) => person.staffId === id;
  const everyone = () => true;
  switch (code) {
    case 'ParticipantCheckedIn':
    case 'CheckInCarried':
      return [{ who: one, to: 'waiting' }];
    case 'WaitingRoomLeft':
    case 'ParticipantRemoved':
      return [{ who: one, to: undefined }];
    case 'PatientAdmitted':
      clinician.current = String(after.clinicianId);
      return [{ who: ({ role }) => role === 'Patient', to: 'visit' }, { who: staff(after.clinicianId), to: 'visit' }];
    case 'ParticipantAdmitted':
    case 'ParticipantReturned':
      return [{ who: one, to: 'visit' }];
    case 'ParticipantHeld':
      return [{ who: one, to: 'hold' }];
    case 'ParticipantLeft':
      return [{ who: one, to: 'away' }];
    case 'VisitHeld':
    case 'VisitResumed':
      return [{ who: everyone, to: code === 'VisitHeld' ? 'hold' : 'visit' }];
    case 'TransferAccepted':
    case 'VisitTakenOver':
      return [{ who: staff(after.from), to: undefined }, { who: staff(after.to), to: 'visit' }];
    case 'VisitEnded':
    case 'NoShowMarked':
    case 'VisitRefused':
    case 'VisitClosedByRule':
    case 'VisitCancelled':
      return [{ who: everyone, to: undefined }];
    default:
      return [];
  }
}

function move({ spans }: Lane, to: Whereabouts | undefined, at: number, code: string) {
  const last = spans.findLast(({ where }) => !isTrouble(where));
  const open = last && last.to === undefined ? last : undefined;
  // A hold is of those who are in; a resume, of those who were held with it.
  if ((code === 'VisitHeld' && open?.where !== 'visit') || (code === 'VisitResumed' && open?.where !== 'hold')) return;
  if (open?.where === to) return;
  if (open) open.to = at;
  if (to) spans.push({ where: to, from: at });
}

function trouble({ spans }: Lane, where: Trouble, begins: boolean, at: number) {
  const open = spans.findLast((span) => span.where === where && span.to === undefined);
  if (!begins && open) open.to = at;
  else if (begins && !open) spans.push({ where, from: at });
}

/** The time that all lanes share; without an end, up to the last thing that was recorded. */
export function rangeOf(lanes: readonly Lane[], lastAt: number): { from: number; to: number } | undefined {
  const spans = lanes.flatMap((lane) => lane.spans);
  if (spans.length === 0) return undefined;
  const from = Math.min(...spans.map((span) => span.from));
  return { from, to: Math.max(from + 1_000, ...spans.map((span) => span.to ?? lastAt)) };
}

/** How long one was there in all. */
export const totalOf = (spans: readonly Span[], where: Whereabouts, lastAt: number) => spans.filter((span) => span.where === where).reduce((sum, span) => sum + Math.max(0, (span.to ?? lastAt) - span.from), 0);
