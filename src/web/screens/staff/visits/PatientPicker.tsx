import { useEffect, useState } from 'preact/hooks';
import type { Page, Patient } from '../../../contract';
import { Button, Spinner, TextField } from '../../../ui';
import { RefusalBanner } from '../parts';
import { useStaff } from '../StaffSession';
import { say } from '../texts';
import { dayText } from '../time';
import { personName } from '../useClinic';
import { useLoad } from '../useLoad';

interface Props {
  id: string;
  chosen?: Patient;
  onChoose: (patient: Patient | undefined) => void;
  error?: string;
  /** A patient that must not be offered: one cannot be merged into oneself. */
  except?: string;
}

const quietMs = 250;

/** Finds one patient by name or external id. */
export function PatientPicker({ id, chosen, onChoose, error, except }: Props) {
  const [query, setQuery] = useState('');
  const asked = useQuiet(query.trim());
  if (chosen) {
    return (
      <div class="chosen">
        <div>
          <span class="soft small">{say('schedule.chosen')}</span>
          <strong>{personName(chosen)}</strong>
          <span class="soft small">{dayText(chosen.birthDate)}</span>
        </div>
        <Button kind="quiet" onClick={() => onChoose(undefined)}>{say('schedule.change')}</Button>
      </div>
    );
  }
  return (
    <div class="stack-small">
      <TextField id={id} type="search" label={say('schedule.find')} hint={say('schedule.findHint')} autocomplete="off" value={query} onValue={setQuery} error={error} />
      {asked.length >= 2 && <Found query={asked} except={except} onChoose={onChoose} />}
    </div>
  );
}

function Found({ query, except, onChoose }: { query: string; except?: string; onChoose: (patient: Patient) => void }) {
  const { api } = useStaff();
  const found = useLoad(query, (signal) => api.get<Page<Patient>>('/api/patients', { query: { query, limit: 8 }, signal }));
  if (found.refusal) return <RefusalBanner refusal={found.refusal} />;
  if (!found.data) return <Spinner label={say('loading')} />;
  const patients = found.data.items.filter((patient) => patient.id !== except && !patient.mergedInto);
  return (
    <div>
      <p class="small soft" role="status">
        {patients.length === 0 ? say('schedule.noneFound') : say('schedule.found', { count: patients.length })}
      </p>
      <ul class="picks">
        {patients.map((patient) => (
          <li key={patient.id}>
            <button type="button" onClick={() => onChoose(patient)}>
              <strong>{personName(patient)}</strong>
              <span class="soft">{dayText(patient.birthDate)}</span>
              {patient.externalId && <span class="soft small">{patient.externalId}</span>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The value once it has stayed the same for a moment. */
function useQuiet(value: string) {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), quietMs);
    return () => clearTimeout(timer);
  }, [value]);
  return quiet;
}
