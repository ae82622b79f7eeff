import { useState } from 'preact/hooks';
import type { Clinician, Decision, EvaluateLicensure, Page, Refusal } from '../../../contract';
import { Button, Spinner } from '../../../ui';
import { RefusalBanner, VerdictBadge } from '../parts';
import { refusalOf } from '../refusals';
import { useStaff } from '../StaffSession';
import { say } from '../texts';
import { clinicianName } from '../useClinic';

interface Props {
  state?: string;
  startsAt?: string;
  durationMinutes?: number;
  birthDate?: string;
  except?: string;
}

type Found = { clinician: Clinician; verdict: Decision['verdict'] }[];

/** Asks the licensure engine, as a dry run for each clinician, who may see this patient where they are. */
export function WhoElse({ state, except, ...visit }: Props) {
  const { api } = useStaff();
  const [found, setFound] = useState<Found>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const ask = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const { items } = await api.get<Page<Clinician>>('/api/clinicians', { query: { limit: 200 } });
      const others = items.filter(({ id, active }) => id !== except && active !== false);
      const body = (clinician: Clinician): EvaluateLicensure => ({ clinicianId: clinician.id, location: { country: 'US', state }, ...visit });
      const decided = await Promise.all(
        others.map(async (clinician) => ({ clinician, verdict: verdictOf(await api.post<Decision | { decision: Decision }>('/api/licensure/evaluate', body(clinician))) })),
      );
      setFound(decided.filter(({ verdict }) => verdict !== 'Deny'));
    } catch (error) {
      setRefusal(refusalOf(error));
    }
    setBusy(false);
  };
  if (!state) return <p class="small soft">{say('who.unknown')}</p>;
  return (
    <div class="stack-small">
      <RefusalBanner refusal={refusal} />
      {!found && !busy && <div><Button kind="secondary" icon="people" onClick={() => void ask()}>{say('who.ask')}</Button></div>}
      {busy && <Spinner label={say('who.busy')} />}
      {found && (
        <div role="status">
          <strong class="small">{say(found.length > 0 ? 'who.title' : 'who.none')}</strong>
          <ul class="lines">
            {found.map(({ clinician, verdict }) => (
              <li key={clinician.id}>
                <span>{clinicianName(clinician)}</span>
                <VerdictBadge verdict={verdict} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

export const verdictOf = (answer: Decision | { decision: Decision }) => decisionOf(answer).verdict;

export const decisionOf = (answer: Decision | { decision: Decision }): Decision => ('decision' in answer ? answer.decision : answer);
