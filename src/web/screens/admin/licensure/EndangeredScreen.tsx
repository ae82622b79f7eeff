import { useState } from 'preact/hooks';
import { usStates, type EndangeredOfClinician, type EndangeredState, type EndangeredVisit, type EndangeredVisits } from '../../../contract';
import { Banner, Card, ScreenTitle, SelectField, Table } from '../../../ui';
import { Link, LinkButton } from '../../staff/Link';
import { Loaded, Reasons, Two, VerdictBadge } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { useLoad } from '../../staff/useLoad';
import { say } from './texts';

const spans = ['14', '30', '60', '90', '180'];

/** Booked visits that a license will break, by clinician, each with what to do about it. */
export function EndangeredScreen() {
  const { api } = useStaff();
  const [days, setDays] = useState('60');
  const found = useLoad(days, (signal) => api.get<EndangeredVisits>('/api/licensure/endangered', { query: { days }, signal }));
  return (
    <>
      <ScreenTitle>{say('endangered.title')}</ScreenTitle>
      <p class="soft">{say('endangered.explain')}</p>
      <div class="filters">
        <SelectField id="days" label={say('endangered.days')} value={days} onValue={setDays} options={spans.map((value) => ({ value, label: say('endangered.inDays', { count: value }) }))} />
      </div>
      <Loaded state={found}>{(loaded) => <Found found={loaded} />}</Loaded>
    </>
  );
}

function Found({ found: { clinicians, visitsConsidered } }: { found: EndangeredVisits }) {
  const count = clinicians.reduce((sum, { visits }) => sum + visits.length, 0);
  return (
    <>
      <Banner tone={count > 0 ? 'warning' : 'good'} live title={count > 0 ? say('endangered.found', { count }) : say('endangered.none')}>
        <p class="small">{say('endangered.count', { count: visitsConsidered })}</p>
      </Banner>
      {clinicians.map((clinician) => <OfClinician key={clinician.clinicianId} clinician={clinician} />)}
    </>
  );
}

function OfClinician({ clinician: { clinicianId, name, visits } }: { clinician: EndangeredOfClinician }) {
  const title = say('endangered.ofClinician', { name, count: visits.length });
  return (
    <Card title={title} actions={<LinkButton to={`/admin/clinicians/${clinicianId}`} icon="file">{say('endangered.records')}</LinkButton>}>
      <Table
        caption={title}
        rows={visits}
        rowKey={({ visit }) => visit.id}
        empty=""
        columns={[
          { key: 'when', title: say('endangered.when'), cell: ({ visit }) => momentText(visit.startsAt, visit.zone) },
          { key: 'patient', title: say('endangered.patient'), cell: ({ visit }) => <Two first={visit.patient.name} second={common(`kind.${visit.kind}`)} /> },
          { key: 'place', title: say('endangered.place'), cell: (one) => <Two first={placesOf(one)} second={say(`endangered.basis.${one.place}`)} /> },
          { key: 'why', title: say('endangered.why'), cell: (one) => <Why visit={one} /> },
        ]}
      />
    </Card>
  );
}

function Why({ visit: { visit, states } }: { visit: EndangeredVisit }) {
  return (
    <div class="stack-small endangered-why">
      {groups(states).map(({ first, names }) => (
        <div key={names}>
          <p class="row">
            {states.length > 1 && <strong>{names}</strong>}
            <VerdictBadge verdict={first.then} />
            <span class="small soft">{changeText(first)}</span>
          </p>
          <Reasons reasons={first.reasons} />
        </div>
      ))}
      <Link to={`/admin/visits/${visit.id}`} class="small">{say('endangered.reassign', { name: visit.patient.name })}</Link>
    </div>
  );
}

/** States with the same answer for the same reasons are told together. */
export function groups(states: readonly EndangeredState[]): { first: EndangeredState; names: string }[] {
  const keyOf = (one: EndangeredState) => JSON.stringify([one.today, one.then, one.reasons.map(({ code }) => code)]);
  const keys = [...new Set(states.map(keyOf))];
  return keys.flatMap((key) => {
    const same = states.filter((one) => keyOf(one) === key);
    return same[0] ? [{ first: same[0], names: same.map(({ state }) => state).join(', ') }] : [];
  });
}

const placesOf = ({ states }: EndangeredVisit) => states.map(({ state }) => (states.length > 1 ? state : (usStates[state] ?? state))).join(', ');

const changeText = ({ today, then }: EndangeredState) =>
  today === then
    ? say('endangered.stays', { then: common(`verdict.${then}`) })
    : say('endangered.from', { today: common(`verdict.${today}`), then: common(`verdict.${then}`).toLowerCase() });
