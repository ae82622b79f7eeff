import { useState } from 'preact/hooks';
import { usStates } from '../../../../contract';
import { Badge, Icon, type IconName } from '../../../../ui';
import { Link } from '../../../staff/Link';
import { VerdictBadge } from '../../../staff/parts';
import { dateText, durationText, localDay, momentSecondText, secondText, utcText } from '../../../staff/time';
import { say as common } from '../../texts';
import { RecordDetails } from '../RecordDetails';
import { actorText, codeWords, withTimes } from '../recordText';
import { say as log } from '../texts';
import type { Moment, StoryPart, StoryRecord, Tone } from './storyOf';
import { say } from './texts';

/** The story, part by part. What was on another day than the visit's says so each time: a clock alone would mislead whoever scrolls. */
export function StoryList({ parts, zone, startsAt }: { parts: readonly StoryPart[]; zone: string; startsAt: string }) {
  const day = localDay(Date.parse(startsAt), zone);
  return (
    <ol class="story">
      {parts.map((part, index) => {
        switch (part.type) {
          case 'chapter':
            return <li key={`chapter ${index}`} class="story-chapter"><h3>{say(`chapter.${part.chapter}`)}</h3> {dayBefore(parts, index, zone) !== localDay(Date.parse(part.at), zone) && <span class="small soft">{dateText(part.at, zone)}</span>}</li>;
          case 'gap':
            return <li key={`gap ${index}`} class="story-gap small soft"><Icon name="clock" /> {say('gap', { length: lengthText(part.ms) })}</li>;
          case 'folded':
            return (
              <li key={`folded ${part.moments[0]?.record.id}`} class="story-folded">
                <details>
                  <summary>{say('folded', { count: part.moments.length })}</summary>
                  <ol class="story">{part.moments.map((moment) => <MomentItem key={moment.record.id} moment={moment} zone={zone} day={day} />)}</ol>
                </details>
              </li>
            );
          case 'moment':
            return <MomentItem key={part.moment.record.id} moment={part.moment} zone={zone} day={day} />;
        }
      })}
    </ol>
  );
}

const icons: Partial<Record<Tone, IconName>> = { danger: 'alert', warning: 'alert' };

function MomentItem({ moment, zone, day }: { moment: Moment; zone: string; day: string }) {
  const { record, tone } = moment;
  const icon = icons[tone];
  return (
    <li class={`story-${tone}`}>
      <p class="story-text">
        {icon && <Icon name={icon} />}
        <span>{withTimes(record.text || codeWords(record.code), zone)}</span>
        {record.refused && <Badge tone="danger">{common('log.refusedBadge')}</Badge>}
        {record.leafIndex === undefined && <Badge tone="warning" icon="clock">{log('results.pending')}</Badge>}
      </p>
      {record.code === 'LicensureEvaluated' && <Decided record={record} />}
      {moment.acknowledged && <p class="small">{say('acknowledged', { name: moment.acknowledged.text, length: lengthText(moment.acknowledged.afterMs) })}</p>}
      {moment.unanswered && <p class="small"><Badge tone="danger">{say('unanswered')}</Badge></p>}
      <p class="small soft">
        <time dateTime={record.at} title={utcText(record.at)}>{timeOf(record.at, zone, day)}</time> · {actorText(record.actor)}{moment.beside && <> · {say('beside')}</>}
      </p>
      <Opened record={record} />
    </li>
  );
}

const timeOf = (at: string, zone: string, day: string) => (localDay(Date.parse(at), zone) === day ? secondText(at, zone) : momentSecondText(at, zone));

/** A decision where it was made: verdict, place and reasons, and the way to its replay. */
function Decided({ record }: { record: StoryRecord }) {
  const after = record.after ?? {};
  const places = (Array.isArray(after.candidates) ? after.candidates : []).map((code) => usStates[String(code)] ?? common('licensure.outside'));
  const verdict = after.verdict === 'Allow' || after.verdict === 'Hold' || after.verdict === 'Deny' ? after.verdict : undefined;
  return (
    <div class="story-decision small">
      <p class="row">{verdict && <VerdictBadge verdict={verdict} />} {places.length > 0 && <span>{say('where', { places: places.join(', ') })}</span>}</p>
      <p><Link to={`/admin/log/decisions/${record.id}`} label={common('timeline.replayName', { seq: record.seq })}>{common('timeline.replay')}</Link></p>
    </div>
  );
}

function Opened({ record }: { record: StoryRecord }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('details')} <span class="sr-only">{say('detailsName', { seq: record.seq, text: record.text })}</span></summary>
      {open && <RecordDetails record={record} />}
    </details>
  );
}

/** The day on which the part before was. */
function dayBefore(parts: readonly StoryPart[], index: number, zone: string) {
  const before = parts.slice(0, index).findLast(({ type }) => type === 'moment' || type === 'folded');
  const at = before?.type === 'moment' ? before.moment.record.at : before?.type === 'folded' ? before.moments.at(-1)?.record.at : undefined;
  return at ? localDay(Date.parse(at), zone) : '';
}

/** "40 s", "25 min", "3 days". */
export function lengthText(ms: number) {
  if (ms < 60_000) return `${Math.max(0, Math.round(ms / 1_000))} s`;
  const days = Math.floor(ms / 86_400_000);
  return days >= 2 ? `${days} days` : durationText(ms);
}
