import type { Replay } from '../../../contract';
import { Banner, Card, Icon, ScreenTitle } from '../../../ui';
import { evidenceWords } from '../licensure/evidenceWords';
import { say } from '../licensure/texts';
import { Link } from '../../staff/Link';
import { CopyText, DecisionDetails, Facts, Loaded } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';

/** A decision of the past, made again by the server from its own record: the same bytes, or not. */
export function ReplayScreen({ recordId }: { recordId: string }) {
  const { api } = useStaff();
  const replay = useLoad(recordId, (signal) => api.get<Replay>(`/api/licensure/decisions/${recordId}/replay`, { signal }));
  return (
    <div class="stack">
      <Loaded state={replay}>{(loaded) => <Compared replay={loaded} />}</Loaded>
    </div>
  );
}

function Compared({ replay }: { replay: Replay }) {
  const { timeZone } = useClinic();
  return (
    <>
      <Link to={`/admin/log/visits/${replay.visitId}`} class="back"><Icon name="back" /> {say('replay.back')}</Link>
      <ScreenTitle>{say('replay.title')}</ScreenTitle>
      <p class="soft">{say('replay.explain')}</p>
      {!replay.hashHolds && <div role="alert"><Banner tone="danger">{say('replay.hashBroken')}</Banner></div>}
      <Banner tone={replay.same ? 'good' : 'danger'} icon={replay.same ? 'shield' : 'alert'} live title={say(replay.same ? 'replay.same' : 'replay.differs')}>
        <Facts
          items={[
            { name: say('replay.recorded'), value: <code class="id">{replay.recorded.hash}</code> },
            { name: say('replay.replayed'), value: <code class="id">{replay.replayed.hash}</code> },
          ]}
        />
      </Banner>
      <div class="columns">
        <Card title={say('replay.decision')}>
          <p class="small soft">{say(`purpose.${replay.purpose}`)}, {momentText(replay.at, timeZone)}. {say('replay.seq', { seq: replay.seq })}.</p>
          <DecisionDetails decision={replay.decision} zone={timeZone} />
        </Card>
        <Card title={say('replay.evidence')}>
          <Facts items={evidenceWords(replay, timeZone).map(({ name, lines }) => ({ name, value: <span class="two">{lines.map((line) => <span key={line}>{line}</span>)}</span> }))} />
        </Card>
      </div>
      <Card title={say('replay.bytes')}>
        <CopyText id="recorded" label={say('replay.recorded')} text={replay.recorded.bytes} />
        <CopyText id="replayed" label={say('replay.replayed')} text={replay.replayed.bytes} />
      </Card>
    </>
  );
}
