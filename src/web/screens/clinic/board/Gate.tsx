import { useState } from 'preact/hooks';
import type { BoardRow, Reason } from '../../../contract';
import { Badge } from '../../../ui';
import { Reasons } from '../../staff/parts';
import { reasonText } from '../../staff/refusals';
import { WhoElse } from '../../staff/visits/WhoElse';
import { say } from '../texts';

const tone = { Allow: 'good', Hold: 'warning', Deny: 'danger' } as const;
const icon = { Allow: 'check', Hold: 'alert', Deny: 'close' } as const;

/** The reason to say first: the worst one, which the server puts first. */
export const foremost = (reasons: readonly Reason[]): Reason | undefined => reasons.find(({ severity }) => severity !== 'Info');

/** May this visit start? In plain words with the first reason, before anybody presses "Admit". */
export function useGate(row: BoardRow) {
  const [open, setOpen] = useState(false);
  const { verdict } = row.verdict ?? {};
  if (!row.verdict || !verdict || row.phase === 'Closed') return {};
  const first = foremost(row.verdict.reasons);
  const chip = (
    <>
      <Badge tone={tone[verdict]} icon={icon[verdict]}>{say(`gate.${verdict}`)}</Badge>
      {first && <span class="small gate-reason">{reasonText(first)}</span>}
      {first && (
        <button type="button" class="linkish small" aria-expanded={open} aria-label={say('row.named', { what: say('row.why'), name: row.patient.name })} onClick={() => setOpen(!open)}>
          {say('row.why')}
        </button>
      )}
    </>
  );
  const details = open && (
    <div class="board-reasons">
      <Reasons reasons={row.verdict.reasons} />
      {verdict === 'Deny' && <WhoElse visitId={row.visitId} except={row.clinician?.staffId} />}
    </div>
  );
  return { chip, details };
}
