import type { Timeline } from '../../../../contract';
import { Card } from '../../../../ui';
import { clockText, durationText, timeText, zoneName } from '../../../staff/time';
import { actorText } from '../recordText';
import { isTrouble, lanesOf, rangeOf, type Lane, type Span } from './lanes';
import { say } from './texts';

/** Who was where: a bar for the eye, and the same in words. */
export function Lanes({ timeline }: { timeline: Timeline }) {
  const lanes = lanesOf(timeline);
  const lastAt = Math.max(0, ...timeline.items.map(({ at }) => Date.parse(at)));
  const range = rangeOf(lanes, lastAt);
  if (!range) return null;
  const { zone, startsAt } = timeline.visit;
  return (
    <Card title={say('lanes')}>
      <p class="small soft">{say('lanes.explain', { zone: zoneName(zone, Date.parse(startsAt)) })}</p>
      <ul class="legend" aria-hidden="true">
        {[...new Set(lanes.flatMap(({ spans }) => spans.map(({ where }) => where)))].map((where) => <li key={where}><span class={`swatch lane-${where}`} />{say(`where.${where}`)}</li>)}
      </ul>
      <ul class="lanes">
        {lanes.map((lane) => <LaneRow key={lane.person.participantId} lane={lane} range={range} lastAt={lastAt} zone={zone} />)}
      </ul>
      <p class="day-axis small soft" aria-hidden="true"><span>{timeText(iso(range.from), zone)}</span><span>{timeText(iso(range.to), zone)}</span></p>
    </Card>
  );
}

function LaneRow({ lane: { person, spans }, range, lastAt, zone }: { lane: Lane; range: { from: number; to: number }; lastAt: number; zone: string }) {
  const share = (ms: number) => (100 * ms) / (range.to - range.from);
  return (
    <li class="lane">
      <strong>{actorText({ kind: 'Participant', role: person.role, name: person.name })}</strong>
      <svg class="lane-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {spans.map((span) => <rect key={`${span.where} ${span.from}`} class={`lane-${span.where}`} x={share(span.from - range.from)} width={Math.max(0.4, share((span.to ?? lastAt) - span.from))} y={isTrouble(span.where) ? 0 : 2} height={isTrouble(span.where) ? 2 : 8} />)}
      </svg>
      <ul class="lane-words small">
        {spans.map((span) => <li key={`${span.where} ${span.from}`}>{spanText(span, zone)}</li>)}
      </ul>
    </li>
  );
}

export function spanText({ where, from, to }: Span, zone: string) {
  const name = say(`where.${where}`);
  return to === undefined
    ? say('spanOpen', { where: name, from: timeText(iso(from), zone) })
    : say('span', { where: name, from: clockText(iso(from), zone), to: clockText(iso(to), zone), length: durationText(to - from) });
}

const iso = (ms: number) => new Date(ms).toISOString();
