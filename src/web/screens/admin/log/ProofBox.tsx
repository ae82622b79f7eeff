import { useState } from 'preact/hooks';
import type { AuditRecord, SealedLog } from '../../../contract';
import { Banner, Button } from '../../../ui';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { useAction } from '../../staff/useAction';
import { say } from './texts';
import { readProof, verify, type Verdict } from './verify';

/** A record's proof: to download, and to check here. */
export function ProofBox({ record }: { record: AuditRecord }) {
  const { api } = useStaff();
  const action = useAction();
  const [verdict, setVerdict] = useState<Verdict | 'unread'>();
  if (record.leafIndex === undefined) return <p class="small soft">{say('proof.pending')}</p>;
  const proof = () => api.getText(`/api/audit/records/${record.id}/proof`);
  const check = () =>
    void action.run(async () => {
      const [text, log] = await Promise.all([proof(), api.get<SealedLog>('/api/audit/log')]);
      const read = readProof(text);
      setVerdict((read && (await verify(record.bytes ?? '', read, log.origins.flatMap(({ keys }) => keys.map(({ vkey }) => vkey))))) ?? 'unread');
    });
  const download = () =>
    void action.run(async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([await proof()], { type: 'text/plain' }));
      link.download = `record-${record.leafIndex}.tlog-proof`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  return (
    <div class="stack-small">
      <p class="label">{say('proof.title')}</p>
      <p class="small soft">{say('results.sealedAs', { leaf: record.leafIndex })}. {say('proof.explain')}</p>
      <div class="row">
        <Button kind="secondary" icon="shield" busy={action.busy} onClick={check}>{say('proof.verify')}</Button>
        <Button kind="quiet" icon="download" onClick={download}>{say('proof.download')}</Button>
      </div>
      <RefusalBanner refusal={action.refusal} />
      <div role="status">{verdict === 'unread' ? <Banner tone="danger">{say('proof.unread')}</Banner> : verdict && <Outcome verdict={verdict} />}</div>
    </div>
  );
}

function Outcome({ verdict }: { verdict: Verdict }) {
  const { bytes, included, signed, index, size, key, root } = verdict;
  const good = bytes && included && signed !== false;
  return (
    <Banner tone={good ? (signed ? 'good' : 'info') : 'danger'} icon={good ? 'shield' : 'alert'} title={say(good ? 'proof.good' : 'proof.bad')}>
      <ul class="small">
        <li>{say(bytes ? 'proof.bytes' : 'proof.bytesWrong')}</li>
        <li>{say(included ? 'proof.included' : 'proof.notIncluded', { index, size })}</li>
        <li>{signed === undefined ? say('proof.signedUnknown') : signed ? say('proof.signed', { key }) : say('proof.signedWrong')}</li>
        <li><code class="id">{say('proof.root', { root })}</code></li>
      </ul>
    </Banner>
  );
}
