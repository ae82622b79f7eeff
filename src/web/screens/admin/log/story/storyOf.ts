import type { AuditRecord, Timeline, VisitPhase } from '../../../../contract';

export type StoryRecord = AuditRecord & { text: string };

export type Chapter = 'planned' | 'arrival' | 'waiting' | 'visit' | 'hold' | 'after';

export type Tone = 'good' | 'warning' | 'danger' | 'plain' | 'quiet';

export interface Moment {
  record: StoryRecord;
  tone: Tone;
  /** It stands beside the visit’s own chain. */
  beside: boolean;
  /** Of a concern: by whom and after how long it was acknowledged. */
  acknowledged?: { text: string; afterMs: number };
  /** A concern that nobody acknowledged. */
  unanswered?: boolean;
}

export type StoryPart =
  | { type: 'chapter'; chapter: Chapter; at: string }
  | { type: 'gap'; ms: number; at: string }
  | { type: 'moment'; moment: Moment }
  | { type: 'folded'; moments: Moment[] };

const gapMs = 5 * 60_000;

/** What keeps the works running and says little about what happened; it is folded, never left out. */
const technical = /^(RoomGranted|PatientClaimed|AuthorityUsed|Notice|WorkItem|VendorEventIgnored|Attendance|VideoRoomEnded|SpareRoom|OrphanRoom|ClinicianOpened|LinkIssued|LinkRevoked|AlertCleared|Delivery|DeviceLocated)/;

const arrival = /^(Participant(Identified|SignedIn)|Location|Consent|CheckIn|DeviceLocated|Identity)/;

/** A visit’s records as a story: chapters by phase, gaps of time, what matters one by one, the rest folded. */
export function storyOf({ items, beside }: Pick<Timeline, 'items' | 'beside'>): StoryPart[] {
  const parts: StoryPart[] = [];
  let [chapter, at]: [Chapter | undefined, string | undefined] = [undefined, undefined];
  for (const moment of momentsOf(items, beside)) {
    const { record } = moment;
    const next: Chapter = moment.beside ? (chapter ?? 'planned') : chapterOf(record, chapter);
    if (at && Date.parse(record.at) - Date.parse(at) >= gapMs) parts.push({ type: 'gap', ms: Date.parse(record.at) - Date.parse(at), at: record.at });
    if (next !== chapter) parts.push({ type: 'chapter', chapter: next, at: record.at });
    chapter = next;
    at = record.at;
    const last = parts.at(-1);
    if (moment.tone !== 'quiet') parts.push({ type: 'moment', moment });
    else if (last?.type === 'folded') last.moments.push(moment);
    else parts.push({ type: 'folded', moments: [moment] });
  }
  return parts;
}

/** The same from the end: each chapter keeps its heading above its records, which run backwards; gaps stay between what they part. */
export function newestFirst(parts: readonly StoryPart[]): StoryPart[] {
  const chapters: StoryPart[][] = [];
  for (const part of parts) {
    if (part.type === 'chapter' || chapters.length === 0) chapters.push([]);
    chapters.at(-1)!.push(part);
  }
  return chapters.reverse().flatMap(([head, ...rest]) => (head?.type === 'chapter' ? [head, ...rest.map(backwards).reverse()] : [head, ...rest].filter((part) => part !== undefined).map(backwards).reverse()));
}

const backwards = (part: StoryPart): StoryPart => (part.type === 'folded' ? { ...part, moments: [...part.moments].reverse() } : part);

/** The chain in its own order, and what stands beside it put in by time. */
function momentsOf(items: readonly StoryRecord[], beside: readonly StoryRecord[]): Moment[] {
  const chain = [...items].sort((a, b) => a.seq - b.seq);
  const others = [...beside].sort((a, b) => a.at.localeCompare(b.at));
  const moments: Moment[] = [];
  for (const record of chain) {
    while (others[0] && others[0].at < record.at) moments.push(momentOf(others.shift()!, true, chain));
    moments.push(momentOf(record, false, chain));
  }
  return [...moments, ...others.map((record) => momentOf(record, true, chain))];
}

function momentOf(record: StoryRecord, beside: boolean, chain: readonly StoryRecord[]): Moment {
  const moment: Moment = { record, tone: toneOf(record), beside };
  if (record.code !== 'SafetyConcernRaised') return moment;
  const answer = chain.find(({ code, after }) => code === 'SafetyConcernAcknowledged' && after?.concernId === record.after?.concernId);
  return answer ? { ...moment, acknowledged: { text: answer.actor.name ?? '', afterMs: Date.parse(answer.at) - Date.parse(record.at) } } : { ...moment, unanswered: true };
}

function toneOf({ code, refused, after }: StoryRecord): Tone {
  if (refused || code === 'CheckInRefused' || code === 'VisitRefused' || code === 'WrongPersonReported' || code === 'UnexpectedGuestPutOut') return 'danger';
  if (code === 'LicensureEvaluated') return after?.verdict === 'Deny' ? 'danger' : after?.verdict === 'Hold' ? 'warning' : after?.basis === 'Continuation' ? 'quiet' : 'good';
  if (code === 'MediaQualityNoted') return after?.quality === 'Steady' ? 'plain' : 'warning';
  if (code === 'MediaConnectionNoted') return after?.connection === 'Connected' ? 'plain' : 'warning';
  if (/^(Alert(Raised|Told)|SafetyC|OutcomeCorrected|ExemptionChosen|NoShow|VisitRoomReplaced|ModalityChanged)/.test(code)) return 'warning';
  if (/^(PatientAdmitted|VisitEnded|ParticipantCheckedIn|IdentityConfirmed)$/.test(code)) return 'good';
  return technical.test(code) ? 'quiet' : 'plain';
}

function chapterOf({ code, after, before }: StoryRecord, current: Chapter | undefined): Chapter {
  const phase = (after?.phase ?? before?.phase) as VisitPhase | undefined;
  if (phase === 'Scheduled') return current === 'arrival' || arrival.test(code) ? 'arrival' : 'planned';
  if (phase === 'Waiting') return 'waiting';
  if (phase === 'InProgress') return 'visit';
  if (phase === 'OnHold') return 'hold';
  return phase === 'Closed' ? 'after' : (current ?? 'planned');
}
