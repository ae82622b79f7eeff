import { useState } from 'preact/hooks';
import type { Disclosure, Page, Patient } from '../../../contract';
import { Badge, Button, Card, Icon, ScreenTitle, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded, Two } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { personName, useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { DiscloseDialog } from './DiscloseDialog';
import { PatientLetter } from './PatientLetter';
import { say } from './texts';

/** Accounting of disclosures (45 CFR 164.528): recorded here, listed, and printed for the patient. */
export function DisclosuresScreen({ patientId }: { patientId: string }) {
  const { api } = useStaff();
  const patient = useLoad(patientId, (signal) => api.get<Patient>(`/api/patients/${patientId}`, { signal }));
  return (
    <div class="stack">
      <Loaded state={patient}>{(loaded) => <Account patient={loaded} />}</Loaded>
    </div>
  );
}

const views = ['all', 'patient'] as const;

function Account({ patient }: { patient: Patient }) {
  const { api } = useStaff();
  const [view, setView] = useState<(typeof views)[number]>('all');
  const [adding, setAdding] = useState(false);
  const list = useLoad(`disclosures ${patient.id} ${view}`, (signal) => api.get<Page<Disclosure>>(`/api/patients/${patient.id}/disclosures`, { query: { withSuspended: view === 'all' || undefined }, signal }));
  return (
    <>
      <Link to={`/admin/patients/${patient.id}`} class="back"><Icon name="back" /> {say('back', { name: personName(patient) })}</Link>
      <div class="screen-head no-print">
        <ScreenTitle>{say('title', { name: personName(patient) })}</ScreenTitle>
        {!patient.erasedAt && <Button icon="plus" onClick={() => setAdding(true)}>{say('add')}</Button>}
      </div>
      <p class="soft no-print">{say('explain')}</p>
      <div class="row no-print">
        <div class="segments" role="group" aria-label={say('view')}>
          {views.map((one) => <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>{say(`view.${one}`)}</button>)}
        </div>
      </div>
      <Loaded state={list}>{({ items }) => (view === 'all' ? <Everything items={items} /> : <PatientLetter patient={patient} items={items} />)}</Loaded>
      {adding && (
        <DiscloseDialog
          patientId={patient.id}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            list.reload();
          }}
        />
      )}
    </>
  );
}

function Everything({ items }: { items: readonly Disclosure[] }) {
  const { timeZone } = useClinic();
  const erased = <span class="soft">{say('erased')}</span>;
  return (
    <Card>
      <Table
        caption={say('view.all')}
        rows={items}
        rowKey={({ id }) => id}
        empty={say('empty')}
        columns={[
          { key: 'when', title: say('when'), cell: (one) => <Two first={momentText(one.disclosedAt, timeZone)} second={one.suspendedUntil && one.suspendedUntil > new Date().toISOString() ? <Badge tone="warning" icon="lock">{say('suspended', { time: momentText(one.suspendedUntil, timeZone) })}</Badge> : ''} /> },
          { key: 'to', title: say('to'), cell: (one) => (one.recipient ? <Two first={one.recipient} second={one.recipientAddress ?? ''} /> : erased) },
          { key: 'what', title: say('what'), cell: (one) => one.what ?? '' },
          { key: 'why', title: say('why'), cell: (one) => one.purpose ?? '' },
          { key: 'by', title: say('by'), cell: (one) => <Two first={one.recordedByName ?? ''} second={say('recorded', { time: momentText(one.recordedAt, timeZone) })} /> },
        ]}
      />
    </Card>
  );
}
