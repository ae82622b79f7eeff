import { useMemo, useState } from 'preact/hooks';
import type { Timeline } from '../../../contract';
import { Badge, Banner, Card, Icon, ScreenTitle } from '../../../ui';
import { say as access } from '../access/texts';
import { Link, LinkButton } from '../../staff/Link';
import { Loaded, PhaseBadge } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText, zoneName } from '../../staff/time';
import { useLoad } from '../../staff/useLoad';
import { say } from '../texts';
import { Attendance } from './Attendance';
import { Glance } from './story/Glance';
import { Lanes } from './story/Lanes';
import { StoryList } from './story/StoryList';
import { newestFirst, storyOf } from './story/storyOf';
import { say as story } from './story/texts';

/** One visit as a story: who was where and when, what happened and why not, and whether the chain holds. */
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
  const parts = useMemo(() => storyOf(timeline), [timeline]);
  const refused = timeline.items.filter((item) => item.refused).length;
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
      {timeline.patientErasedAt && <Banner tone="info" icon="lock">{story('erased', { time: momentText(timeline.patientErasedAt, visit.zone) })}</Banner>}
      <Chain chain={chain} />
      <div class="columns">
        <Glance timeline={timeline} />
        <Lanes timeline={timeline} />
      </div>
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
        <StoryList parts={newest ? newestFirst(parts) : parts} zone={visit.zone} startsAt={visit.startsAt} />
      </Card>
      <Attendance stays={timeline.attendance} zone={visit.zone} startsAt={visit.startsAt} />
      <div class="row">
        <LinkButton to={`/admin/log?visit=${visitId}`} icon="search">{say('log.byVisit')}</LinkButton>
        <LinkButton to={`/admin/log/patients/${visit.patient.patientId}`} icon="people">{access('link')}</LinkButton>
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
