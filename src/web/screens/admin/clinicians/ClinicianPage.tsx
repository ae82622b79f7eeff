import { useState } from 'preact/hooks';
import type { Authority, Clinician, Page } from '../../../contract';
import { Badge, Banner, Button, Card, Icon, ScreenTitle, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded, Two } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { dayText, momentText } from '../../staff/time';
import { clinicianName, useClinic, useClinicians } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { say } from '../texts';
import { AuthorityDialog } from './AuthorityDialog';
import { currentOnes, emptyAuthority, formOf, type AuthorityForm } from './authorities';

export function ClinicianPage({ clinicianId }: { clinicianId: string }) {
  const clinicians = useClinicians();
  return (
    <div class="stack">
      <Link to="/admin/clinicians" class="back"><Icon name="back" /> {say('clinician.back')}</Link>
      <Loaded state={clinicians}>
        {(all) => {
          const clinician = all.find(({ id }) => id === clinicianId);
          return clinician ? <Detail clinician={clinician} /> : <Banner tone="warning">{common('refusal.NOT_FOUND')}</Banner>;
        }}
      </Loaded>
    </div>
  );
}

function Detail({ clinician }: { clinician: Clinician }) {
  const { api } = useStaff();
  const authorities = useLoad(clinician.id, async (signal) => (await api.get<Page<Authority>>(`/api/clinicians/${clinician.id}/authorities`, { query: { limit: 200 }, signal })).items);
  const [form, setForm] = useState<AuthorityForm>();
  return (
    <>
      <ScreenTitle>{clinicianName(clinician)}</ScreenTitle>
      <p class="soft">{common(`profession.${clinician.profession}`)}, {clinician.email}</p>
      <Card title={say('authorities.title')} actions={<Button icon="plus" onClick={() => setForm(emptyAuthority(clinician.profession))}>{say('authorities.add')}</Button>}>
        <p class="small soft">{say('authorities.explain')}</p>
        <Loaded state={authorities}>{(all) => <Authorities all={all} onAgain={(one) => setForm(formOf(one))} />}</Loaded>
      </Card>
      {form && (
        <AuthorityDialog
          clinicianId={clinician.id}
          start={form}
          all={authorities.data ?? []}
          onClose={() => setForm(undefined)}
          onDone={() => {
            setForm(undefined);
            authorities.reload();
          }}
        />
      )}
    </>
  );
}

const statusTone = { Current: 'good', NotYetEffective: 'info', Expired: 'danger', Suspended: 'danger', Encumbered: 'warning', Superseded: 'neutral' } as const;

function Authorities({ all, onAgain }: { all: Authority[]; onAgain: (one: Authority) => void }) {
  const clinic = useClinic();
  const current = currentOnes(all);
  const earlier = all.filter(({ status }) => status === 'Superseded');
  const columns = [
    { key: 'where', title: say('authorities.where'), cell: (one: Authority) => <strong>{one.jurisdictions.join(', ')}</strong> },
    { key: 'kind', title: say('authorities.kind'), cell: (one: Authority) => <Two first={say(`authorityKind.${one.kind}`)} second={one.profession} /> },
    { key: 'number', title: say('authorities.number'), cell: (one: Authority) => <Two first={one.issuer} second={one.number} /> },
    { key: 'dates', title: say('authorities.dates'), cell: (one: Authority) => say('authorities.dateRange', { from: dayText(one.effectiveOn), to: dayText(one.expiresOn) }) },
    { key: 'status', title: say('authorities.status'), cell: (one: Authority) => <Two first={<Badge tone={statusTone[one.status]}>{say(`authorityStatus.${one.status}`)}</Badge>} second={say(`boardStatus.${one.boardStatus}`)} /> },
    { key: 'verified', title: say('authorities.verified'), cell: (one: Authority) => <Two first={dayText(one.verifiedOn)} second={`${one.source}; ${say('authorities.recorded', { moment: momentText(one.recordedAt, clinic.timeZone) })}`} /> },
  ];
  const again = {
    key: 'again',
    title: say('actions'),
    cell: (one: Authority) => <Button kind="quiet" aria-label={say('authorities.againName', { number: one.number })} onClick={() => onAgain(one)}>{say('authorities.again')}</Button>,
  };
  return (
    <>
      <Table caption={say('authorities.title')} columns={[...columns, again]} rows={current} rowKey={({ id }) => id} empty={say('authorities.empty')} />
      {earlier.length > 0 && (
        <details>
          <summary>{say('authorities.history', { count: earlier.length })}</summary>
          <Table caption={say('authorities.history', { count: earlier.length })} columns={columns} rows={earlier} rowKey={({ id }) => id} empty="" />
        </details>
      )}
    </>
  );
}
