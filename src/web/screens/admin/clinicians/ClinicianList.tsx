import { useState } from 'preact/hooks';
import type { Authority, Clinician, Page } from '../../../contract';
import { Badge, Banner, Button, Card, ScreenTitle, Table } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { localDay } from '../../staff/time';
import { clinicianName, useClinic, useClinicians } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { say } from '../texts';
import { AddClinician } from './AddClinician';
import { daysText, expiring } from './authorities';

export function ClinicianList() {
  const clinicians = useClinicians();
  const [adding, setAdding] = useState(false);
  return (
    <div class="stack">
      <div class="screen-head">
        <ScreenTitle>{say('clinicians.title')}</ScreenTitle>
        <Button icon="plus" onClick={() => setAdding(true)}>{say('clinicians.add')}</Button>
      </div>
      <Loaded state={clinicians}>{(all) => <Clinicians all={all} />}</Loaded>
      {adding && <AddClinician onClose={() => setAdding(false)} />}
    </div>
  );
}

function Clinicians({ all }: { all: Clinician[] }) {
  const { api } = useStaff();
  const clinic = useClinic();
  const today = localDay(Date.now(), clinic.timeZone);
  const authorities = useLoad(all.map(({ id }) => id).join(), async (signal) => {
    const lists = await Promise.all(all.map(async ({ id }) => [id, (await api.get<Page<Authority>>(`/api/clinicians/${id}/authorities`, { query: { limit: 200 }, signal })).items] as const));
    return new Map(lists);
  });
  const of = (clinician: Clinician) => authorities.data?.get(clinician.id) ?? [];
  const ending = all.filter(({ active }) => active !== false).flatMap((clinician) => expiring(of(clinician), today).map((one) => ({ clinician, ...one }))).sort((a, b) => a.days - b.days);
  return (
    <>
      {authorities.data && (
        <Banner tone={ending.length > 0 ? 'warning' : 'good'} title={say(ending.length > 0 ? 'clinicians.expiring' : 'clinicians.noneExpiring')}>
          {ending.length > 0 && (
            <ul>
              {ending.map(({ clinician, authority, days }) => (
                <li key={authority.id}>
                  <Link to={`/admin/clinicians/${clinician.id}`}>
                    {say('clinicians.expiringItem', { name: clinicianName(clinician), states: authority.jurisdictions.join(', '), issuer: authority.issuer, number: authority.number, days: daysText(days) })}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Banner>
      )}
      <Card>
        <Table
          caption={say('clinicians.title')}
          rows={all}
          rowKey={({ id }) => id}
          empty={say('clinicians.empty')}
          columns={[
            { key: 'name', title: say('clinicians.name'), cell: (one) => <Link to={`/admin/clinicians/${one.id}`}>{clinicianName(one)}</Link> },
            { key: 'profession', title: say('clinicians.profession'), cell: (one) => common(`profession.${one.profession}`) },
            { key: 'states', title: say('clinicians.authorities'), cell: (one) => (authorities.data ? statesText(of(one)) : '') },
            { key: 'status', title: say('clinicians.status'), cell: (one) => <Badge tone={one.active === false ? 'neutral' : 'good'}>{say(one.active === false ? 'clinicians.inactive' : 'clinicians.active')}</Badge> },
          ]}
        />
      </Card>
    </>
  );
}

function statesText(all: readonly Authority[]) {
  const states = new Set(all.filter(({ status }) => status === 'Current' || status === 'Encumbered').flatMap(({ jurisdictions }) => jurisdictions));
  return [...states].sort().join(', ') || say('clinicians.nowhere');
}
