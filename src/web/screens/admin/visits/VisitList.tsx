import { useState } from 'preact/hooks';
import { usStates, type Page, type VisitPhase, type VisitSummary } from '../../../contract';
import { Card, ScreenTitle, SelectField, Table, TextField } from '../../../ui';
import { Link, LinkButton } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded, PhaseBadge } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { localDay, momentText } from '../../staff/time';
import { clinicianName, useClinic, useClinicians } from '../../staff/useClinic';
import { usePages } from '../../staff/usePages';
import { dayRange } from '../days';
import { say } from '../texts';

const phases: VisitPhase[] = ['Scheduled', 'Waiting', 'InProgress', 'OnHold', 'Closed'];

export function VisitList() {
  const { api } = useStaff();
  const clinic = useClinic();
  const clinicians = useClinicians();
  const [filter, setFilter] = useState({ from: localDay(Date.now(), clinic.timeZone), to: '', clinicianId: '', phase: '', state: '' });
  const set = (name: keyof typeof filter) => (value: string) => setFilter((before) => ({ ...before, [name]: value }));
  const { from, to, ...rest } = filter;
  const query = { ...dayRange(from, to, clinic.timeZone), ...rest };
  const pages = usePages<VisitSummary>(JSON.stringify(query), (cursor, signal) => api.get<Page<VisitSummary>>('/api/visits', { query: { ...query, cursor, limit: 50 }, signal }));
  return (
    <div class="stack">
      <div class="screen-head">
        <ScreenTitle>{say('visits.title')}</ScreenTitle>
        <LinkButton to="/admin/schedule" icon="plus" kind="primary">{say('visits.schedule')}</LinkButton>
      </div>
      <div class="filters" role="group" aria-label={say('filter')}>
        <TextField id="from" type="date" label={say('visits.from')} value={filter.from} onValue={set('from')} />
        <TextField id="to" type="date" label={say('visits.to')} value={filter.to} onValue={set('to')} />
        <SelectField id="clinician" label={say('visits.clinician')} value={filter.clinicianId} onValue={set('clinicianId')} empty={say('any')} options={(clinicians.data ?? []).map((one) => ({ value: one.id, label: clinicianName(one) }))} />
        <SelectField id="phase" label={say('visits.phase')} value={filter.phase} onValue={set('phase')} empty={say('any')} options={phases.map((phase) => ({ value: phase, label: common(`phase.${phase}`) }))} />
        <SelectField id="state" label={say('visits.state')} value={filter.state} onValue={set('state')} empty={say('any')} options={Object.entries(usStates).map(([value, label]) => ({ value, label }))} />
      </div>
      <Card>
        <Loaded state={pages}>
          {(items) => (
            <Table
              caption={say('visits.title')}
              rows={items}
              rowKey={({ id }) => id}
              empty={say('visits.empty')}
              columns={[
                { key: 'when', title: say('visits.when'), cell: (visit) => <Link to={`/admin/visits/${visit.id}`}>{momentText(visit.startsAt, visit.zone)}</Link> },
                { key: 'patient', title: say('visits.patient'), cell: (visit) => visit.patient.name },
                { key: 'clinician', title: say('visits.clinician'), cell: (visit) => visit.clinician?.name ?? <span class="soft">{common('unassigned')}</span> },
                { key: 'kind', title: say('visits.kind'), cell: (visit) => common(`kind.${visit.kind}`) },
                { key: 'state', title: say('visits.state'), cell: (visit) => visit.state ?? '' },
                { key: 'status', title: say('visits.status'), cell: (visit) => <PhaseBadge phase={visit.phase} outcome={visit.outcome} /> },
              ]}
            />
          )}
        </Loaded>
        <More pages={pages} title={say('visits.older')} />
      </Card>
    </div>
  );
}
