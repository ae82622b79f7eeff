import { useEffect, useState } from 'preact/hooks';
import type { VendorStep, VendorTest } from '../../../contract';
import { Banner, Button, Card, CheckboxField, Spinner } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { useAction } from '../../staff/useAction';
import { StepList } from './StepList';
import { say } from './texts';
import { verdictOf, withStep } from './vendorText';

const askEveryMs = 2_000;

/** `onDone` when the state shown beside it has changed. */
export function ConnectionTest({ vendor, onDone }: { vendor: boolean; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const [room, setRoom] = useState(true);
  const [test, setTest] = useState<VendorTest>();
  const waiting = test?.room && test.steps.some(({ state }) => state === 'Pending') ? test.room : undefined;
  useEffect(() => {
    if (!waiting) return;
    const abort = new AbortController();
    const timer = setInterval(() => {
      api
        .get<VendorStep>('/api/video/vendor/test', { query: { room: waiting.id, until: waiting.until }, signal: abort.signal })
        .then((step) => setTest((before) => before && { ...before, steps: withStep(before.steps, step) }))
        .catch(() => undefined); // Asked again two seconds later.
    }, askEveryMs);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [waiting?.id]);
  const start = () => {
    setTest(undefined);
    void action.run(async () => setTest(await api.post<VendorTest>('/api/video/vendor/test', { room: vendor && room }))).then(onDone);
  };
  const verdict = test && verdictOf([...test.steps, ...(test.fallback ?? [])]);
  return (
    <Card title={say('test.title')}>
      <p class="soft">{say(vendor ? 'test.explain' : 'test.explainPeer')}</p>
      {vendor && <CheckboxField id="test-room" label={say('test.room')} checked={room} onChecked={setRoom} />}
      <div class="actions">
        <Button icon="refresh" busy={action.busy || waiting !== undefined} onClick={start}>{say('test.start')}</Button>
      </div>
      <RefusalBanner refusal={action.refusal} />
      <div aria-live="polite" class="stack-small">
        {action.busy && <Spinner label={say('test.running')} />}
        {waiting && <Spinner label={say('test.waiting')} />}
        {verdict && <Banner tone={verdict.tone}>{verdict.text}</Banner>}
      </div>
      {test && (
        <>
          <h3>{say('test.result')}</h3>
          <StepList steps={test.steps} />
          {test.fallback && (
            <>
              <h3>{say('test.fallback')}</h3>
              <StepList steps={test.fallback} />
            </>
          )}
        </>
      )}
    </Card>
  );
}
