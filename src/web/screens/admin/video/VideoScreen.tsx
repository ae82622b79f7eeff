import type { Vendor, VendorCall } from '../../../contract';
import { Badge, Banner, Button, Card, ScreenTitle, Table } from '../../../ui';
import { Facts, Loaded, Two } from '../../staff/parts';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { momentText, secondText } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { ConnectionTest } from './ConnectionTest';
import { DeadLetters } from './DeadLetters';
import { StepList } from './StepList';
import { say } from './texts';
import { callText, circuitIcons, circuitTones, healthOf } from './vendorText';

/** How the video service does, in plain words, and a test of the connection. */
export function VideoScreen() {
  const { api, me } = useStaff();
  const { timeZone } = useClinic();
  const vendor = useLoad('vendor', (signal) => api.get<Vendor>('/api/video/vendor', { signal }));
  return (
    <div class="stack">
      <ScreenTitle>{say('title')}</ScreenTitle>
      <p class="soft">{say('explain')}</p>
      <Loaded state={vendor}>
        {(state) => (
          <>
            <Overview vendor={state} loading={vendor.loading} reload={vendor.reload} />
            {hasRole(me, 'Admin') && <ConnectionTest vendor={state.figures !== undefined} onDone={vendor.reload} />}
            <Card title={say('settings.title')}>
              <StepList steps={state.settings} />
              {state.fallback && (
                <>
                  <h3>{say('test.fallback')}</h3>
                  <StepList steps={state.fallback} />
                </>
              )}
            </Card>
            {state.figures && <Calls figures={state.figures} zone={timeZone} />}
            {state.callbacks && <Callbacks vendor={state} callbacks={state.callbacks} zone={timeZone} />}
            {state.figures && <DeadLetters deadLetters={state.deadLetters} zone={timeZone} onRetried={vendor.reload} />}
          </>
        )}
      </Loaded>
    </div>
  );
}

const healthTone = { good: 'good', notice: 'warning', bad: 'danger' } as const;

function Overview({ vendor, loading, reload }: { vendor: Vendor; loading: boolean; reload: () => void }) {
  const health = healthOf(vendor);
  return (
    <Banner tone={healthTone[health]} title={say(`provider.${vendor.provider}`)} live>
      <p>{say(`health.${health}`)}{vendor.fallback && ` ${say('fallback.on')}`}</p>
      <div class="actions">
        <Button kind="secondary" icon="refresh" busy={loading} onClick={reload}>{say('refresh')}</Button>
      </div>
    </Banner>
  );
}

function Calls({ figures, zone }: { figures: NonNullable<Vendor['figures']>; zone: string }) {
  const at = (instant?: string) => (instant ? momentText(instant, zone) : say('calls.never'));
  return (
    <Card title={say('calls.title')}>
      <p class="soft">{say('calls.explain', { moment: momentText(figures.since, zone) })}</p>
      <Table
        caption={say('calls.title')}
        rows={figures.calls}
        rowKey={({ call }) => call}
        empty={say('calls.empty')}
        columns={[
          { key: 'call', title: say('calls.kind'), cell: ({ call }) => callText(call) },
          { key: 'circuit', title: say('calls.circuit'), cell: (call) => <Circuit call={call} zone={zone} /> },
          { key: 'count', title: say('calls.count'), align: 'end', cell: ({ calls }) => calls },
          { key: 'failed', title: say('calls.failed'), align: 'end', cell: ({ failed }) => failed },
          { key: 'success', title: say('calls.success'), cell: ({ lastSuccessAt }) => at(lastSuccessAt) },
          { key: 'error', title: say('calls.error'), cell: (call) => (call.lastErrorText ? <Two first={call.lastErrorText} second={at(call.lastErrorAt)} /> : say('calls.never')) },
        ]}
      />
    </Card>
  );
}

function Circuit({ call: { circuit, since }, zone }: { call: VendorCall; zone: string }) {
  return (
    <Two
      first={<Badge tone={circuitTones[circuit]} icon={circuitIcons[circuit]}>{say(`circuit.${circuit}`)}</Badge>}
      second={circuit === 'Open' ? `${say('circuit.since', { moment: secondText(since, zone) })}. ${say('circuit.openHint')}` : say('circuit.since', { moment: momentText(since, zone) })}
    />
  );
}

function Callbacks({ vendor: { figures }, callbacks, zone }: { vendor: Vendor; callbacks: NonNullable<Vendor['callbacks']>; zone: string }) {
  const { waiting, oldestWaitingAt, medianLagSeconds, worstLagSeconds, lastAppliedAt, ignoredLastDay } = callbacks;
  const lag = medianLagSeconds === undefined || worstLagSeconds === undefined ? say('callbacks.lagNone') : say('callbacks.lagText', { median: medianLagSeconds, worst: worstLagSeconds });
  return (
    <Card title={say('callbacks.title')}>
      <Facts
        items={[
          { name: say('callbacks.waiting'), value: oldestWaitingAt ? say('callbacks.waitingSince', { count: waiting, moment: momentText(oldestWaitingAt, zone) }) : waiting },
          { name: say('callbacks.lag'), value: lag },
          { name: say('callbacks.last'), value: lastAppliedAt ? momentText(lastAppliedAt, zone) : say('calls.never') },
          { name: say('callbacks.ignored'), value: <Two first={ignoredLastDay} second={say('callbacks.ignoredHint')} /> },
          { name: say('callbacks.compared'), value: <Two first={figures?.compared ? say(figures.compared.finished ? 'callbacks.comparedAt' : 'callbacks.comparedPartly', { moment: momentText(figures.compared.at, zone) }) : say('callbacks.comparedNot')} second={say('callbacks.comparedHint')} /> },
          { name: say('callbacks.refused'), value: <Two first={figures?.refusedCallbacks ?? 0} second={say('callbacks.refusedHint')} /> },
        ]}
      />
    </Card>
  );
}
