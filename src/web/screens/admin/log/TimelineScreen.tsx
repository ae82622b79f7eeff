import { useState } from 'preact/hooks';
import type { Timeline } from '../../../contract';
import { Badge, Banner, Card, Icon, ScreenTitle } from '../../../ui';
import { Link, LinkButton } from '../../staff/Link';
import { Loaded, PhaseBadge } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { dateText, localDay, momentText, secondText, utcText, zoneName } from '../../staff/time';
import { useLoad } from '../../staff/useLoad';
import { say } from '../texts';
import { Attendance } from './Attendance';
import { RecordDetails } from './RecordDetails';
import { actorText, codeWords, reasonWords, withTimes } from './recordText';

/** One visit's records as a story: a sentence each, who and when, and whether the chain holds. */
export function TimelineScreen({ visitId }: { visitId: string }) {
  const { api } = useStaff();
  const timeline = useLoad(visitId, (signal) => api.get<Timeline>(`/api/audit/visits/${visitId}/timeline`, { signal }));
  return (
    <div class="stack">
      <Link to="/admin/log" class="back"><Icon name="back" /> {say('timeline.back')}</Link>
      <Loaded state={timeline}>{(loaded) => <Story timeline={loaded} visitId={visitId} />}</Loaded>
    </div>
  );
}

function Story({ timeline, visitId }: { timeline: Timeline; visitId: string }) {
  const { visit, chain } = timeline;
  const [newest, setNewest] = useState(false);
  const items = [...timeline.items].sort((a, b) => (newest ? b.seq - a.seq : a.seq - b.seq));
  const refused = items.filter((item) => item.refused).length;
  const order = (value: boolean, text: string) => <button type="button" aria-pressed={newest === value} onClick={() => setNewest(value)}>{text}</button>;
  return (
    <>
      <div class="screen-head">
        <ScreenTitle>{say('timeline.of', { name: visit.patient.name })}</ScreenTitle>
        <PhaseBadge phase={visit.phase} outcome={visit.outcome} />
      </div>
      <p class="soft inline-list">
        <span>{common(`kind.${visit.kind}`)}</span>
        <span>{momentText(visit.startsAt, visit.zone)}</span>
        <span>{visit.clinician?.name ?? common('unassigned')}</span>
      </p>
      <Chain chain={chain} />
      <Card
        title={say('timeline.title')}
        actions={
          <div class="segments" role="group" aria-label={say('timeline.order')}>
            {order(false, say('timeline.oldest'))}
            {order(true, say('timeline.newest'))}
          </div>
        }
      >
        <p class="small soft">
          {say('timeline.zone', { zone: zoneName(visit.zone, Date.parse(visit.startsAt)) })}. {refused > 0 && <Badge tone="danger">{say('timeline.refused', { count: refused })}</Badge>}
        </p>
        <ol class="story">
          {items.map((item, index) => (
            <li key={item.id} class={item.refused ? 'story-refused' : ''}>
              {dayChanged(items, index, visit.zone) && <h3 class="story-day">{dateText(item.at, visit.zone)}</h3>}
              <p class="story-text">
                {item.refused && <Icon name="alert" />}
                <span>{withTimes(item.text || codeWords(item.code), visit.zone)}</span>
                {item.refused && <Badge tone="danger">{say('log.refusedBadge')}</Badge>}
              </p>
              <p class="small soft">
                <time dateTime={item.at}>{secondText(item.at, visit.zone)}</time> · {utcText(item.at)} · {actorText(item.actor)}
              </p>
              {item.code === 'LicensureEvaluated' && (
                <p class="small"><Link to={`/admin/log/decisions/${item.id}`} label={say('timeline.replayName', { seq: item.seq })}>{say('timeline.replay')}</Link></p>
              )}
              {item.refused && item.reasons.length > 0 && <p class="small">{item.reasons.map(reasonWords).join(' ')}</p>}
              <details>
                <summary>{say('log.showDetails')} <span class="sr-only">{item.seq}</span></summary>
                <RecordDetails record={item} />
              </details>
            </li>
          ))}
        </ol>
      </Card>
      <Attendance stays={timeline.attendance} zone={visit.zone} startsAt={visit.startsAt} />
      <div class="row">
        <LinkButton to={`/admin/log?visit=${visitId}`} icon="search">{say('log.byVisit')}</LinkButton>
        <span class="small soft">{say('timeline.reads')}</span>
      </div>
    </>
  );
}

function Chain({ chain }: { chain: Timeline['chain'] }) {
  if (!chain.intact) {
    return (
      <div role="alert">
        <Banner tone="danger">{say('timeline.broken', { seq: chain.firstBad ?? '?' })}</Banner>
      </div>
    );
  }
  return (
    <Banner tone="good" icon="shield" title={say('timeline.intact', { count: chain.length })}>
      <code class="id small">{say('timeline.head', { hash: chain.head })}</code>
    </Banner>
  );
}

const dayChanged = (items: Timeline['items'], index: number, zone: string) => {
  const day = (at?: string) => (at ? localDay(Date.parse(at), zone) : '');
  return day(items[index]?.at) !== day(items[index - 1]?.at);
};
