import { useState } from 'preact/hooks';
import type { AuditRecord, RecordDetail } from '../../../contract';
import { Button } from '../../../ui';
import { Facts, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { fieldsOf } from './recordText';
import { say } from './texts';

/** The personal part of a record, which is sealed apart: opened by a press, and that is recorded. */
export function SealedPart({ record }: { record: AuditRecord }) {
  const { api } = useStaff();
  const { timeZone } = useClinic();
  const action = useAction();
  const [opened, setOpened] = useState<RecordDetail>();
  const open = () => void action.run(async () => setOpened(await api.get<RecordDetail>(`/api/audit/records/${record.id}/detail`)));
  return (
    <div class="stack-small">
      <p class="label">{say('sealed.title')}</p>
      <p class="small soft">{say('sealed.explain')}</p>
      {!opened && (
        <div class="row">
          <Button kind="secondary" icon="lock" busy={action.busy} onClick={open}>{say('sealed.open')}</Button>
        </div>
      )}
      <RefusalBanner refusal={action.refusal} />
      <div role="status">
        {opened?.state === 'Erased' && <p>{opened.erasedAt ? say('sealed.erasedAt', { time: momentText(opened.erasedAt, timeZone) }) : say('sealed.erased')}</p>}
        {opened?.state === 'Sealed' && <Facts items={fieldsOf(opened.detail).map(({ name, value }) => ({ name: wordsOf(name), value }))} />}
      </div>
    </div>
  );
}

/** Whether the record commits to a personal part. */
export const hasSealedPart = ({ bytes }: AuditRecord) => bytes !== undefined && !bytes.endsWith('"detail":null}');

/** "callbackPhone" as "Callback phone". */
const wordsOf = (name: string) => {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
