import { useState } from 'preact/hooks';
import type { WhoMay } from '../../../contract';
import { Button, Spinner } from '../../../ui';
import { RefusalBanner, Reasons, VerdictBadge } from '../parts';
import { refusalOf, type StaffRefusal } from '../refusals';
import { useStaff } from '../StaffSession';
import { say } from '../texts';

/** Asks the gate, without opening it, which clinicians could take this patient where they are now. That it was asked is recorded. */
export function WhoElse({ visitId, except }: { visitId: string; except?: string }) {
  const { api } = useStaff();
  const [found, setFound] = useState<WhoMay['items']>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const ask = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { items } = await api.get<WhoMay>(`/api/visits/${visitId}/who-may`);
      setFound(items.filter(({ clinicianId }) => clinicianId !== except));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  };
  return (
    <div class="stack-small">
      <RefusalBanner refusal={refusal} />
      {!found && !busy && <div><Button kind="secondary" icon="people" onClick={() => void ask()}>{say('who.ask')}</Button></div>}
      {busy && <Spinner label={say('who.busy')} />}
      {found && (
        <div role="status">
          <strong class="small">{say(found.length > 0 ? 'who.title' : 'who.none')}</strong>
          <ul class="lines">
            {found.map((one) => (
              <li key={one.clinicianId}>
                <span>
                  {one.credentials ? `${one.name}, ${one.credentials}` : one.name}
                  {one.verdict === 'Hold' && <Reasons reasons={one.reasons} />}
                </span>
                <VerdictBadge verdict={one.verdict} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
