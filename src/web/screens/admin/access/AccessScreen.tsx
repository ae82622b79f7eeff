import { useState } from 'preact/hooks';
import type { Access, AccessPage } from '../../../contract';
import { Badge, Banner, Button, Card, CheckboxField, Icon, ScreenTitle, Table, TextField } from '../../../ui';
import { dayRange } from '../days';
import { addressOf as logAddress } from '../log/logQuery';
import { say as log } from '../log/texts';
import { PrintButton, PrintHead } from '../print/PrintHead';
import { Link, LinkButton } from '../../staff/Link';
import { Loaded } from '../../staff/parts';
import { navigate, usePath } from '../../staff/path';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { dateText, dayText, momentText, zoneName } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { AccessList } from './AccessList';
import { addressOf, byDay, byPerson, filterFrom, isStrange, type AccessFilter, type Accessor } from './accessGroups';
import { say as common } from '../texts';
import { say } from './texts';

const pageSize = 200;
const most = 2_000;

interface Report {
  patient: AccessPage['patient'];
  items: Access[];
  whole: boolean;
  prunedUntil?: string;
}

/** For whoever asks "who saw my data?": people, times, what and in which part; as a page and on paper. */
export function AccessScreen({ patientId }: { patientId: string }) {
  const { api } = useStaff();
  const { query } = usePath();
  const { timeZone } = useClinic();
  const filter = filterFrom(query);
  const report = useLoad(addressOf(patientId, filter), async (signal) => {
    const range = dayRange(filter.from, filter.to, timeZone);
    const found: Report = { patient: { id: patientId, name: '' }, items: [], whole: false };
    let cursor: string | undefined;
    do {
      const page: AccessPage = await api.get(`/api/audit/patients/${patientId}/access`, { query: { ...range, readsOnly: filter.readsOnly || undefined, cursor, limit: pageSize }, signal });
      found.patient = page.patient;
      found.prunedUntil = page.prunedUntil;
      found.items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor && found.items.length < most);
    return { ...found, whole: !cursor };
  });
  return (
    <div class="stack">
      <Link to="/admin/log" class="back"><Icon name="back" /> {common('timeline.back')}</Link>
      <Loaded state={report}>{(loaded) => <Shown report={loaded} filter={filter} />}</Loaded>
    </div>
  );
}

function Shown({ report, filter }: { report: Report; filter: AccessFilter }) {
  const { me } = useStaff();
  const { timeZone } = useClinic();
  const [order, setOrder] = useState<'person' | 'day'>('person');
  const { patient, items, whole } = report;
  const people = byPerson(items);
  return (
    <>
      <div class="screen-head">
        <ScreenTitle>{say('title', { name: patient.name })}</ScreenTitle>
        {patient.birthDate && <span class="soft">{say('born', { day: dayText(patient.birthDate) })}</span>}
      </div>
      <PrintHead><p>{periodText(filter)}. {say('zone', { zone: zoneName(timeZone) })}.</p></PrintHead>
      <p class="soft">{say('explain')}</p>
      {patient.erasedAt && <Banner tone="info">{say('erased', { time: momentText(patient.erasedAt, timeZone) })}</Banner>}
      <Range patientId={patient.id} filter={filter} key={addressOf(patient.id, filter)} />
      {report.prunedUntil && <p class="soft">{log('results.pruned', { day: dateText(report.prunedUntil, timeZone) })}</p>}
      {!whole && <Banner tone="warning" live>{say('partly', { count: items.length })}</Banner>}
      {items.length === 0 ? (
        <Card><p class="empty">{say('empty')}</p></Card>
      ) : (
        <>
          <Card title={say('summary')} actions={<span class="no-print"><PrintButton /></span>}>
            <p class="small soft" role="status">{say('people', { count: people.length })}, {say('found', { count: items.length })}. {say('zone', { zone: zoneName(timeZone) })}.</p>
            <Summary people={people} zone={timeZone} />
          </Card>
          <div class="row no-print">
            <div class="segments" role="group" aria-label={say('order')}>
              {(['person', 'day'] as const).map((one) => <button key={one} type="button" aria-pressed={order === one} onClick={() => setOrder(one)}>{say(`order.${one}`)}</button>)}
            </div>
          </div>
          {order === 'person'
            ? people.map((one) => <AccessList key={one.id} title={one.name ?? say('somebody')} items={one.items} zone={timeZone} withName={false} />)
            : byDay(items, timeZone).map((one) => <AccessList key={one.day} title={dayText(one.day)} items={one.items} zone={timeZone} withName />)}
        </>
      )}
      <div class="row no-print">
        <LinkButton to={logAddress(`patient:${patient.id}`)} icon="search">{say('log')}</LinkButton>
        {hasRole(me, 'Admin') && <LinkButton to={`/admin/patients/${patient.id}/disclosures`} icon="send">{say('disclosures')}</LinkButton>}
      </div>
    </>
  );
}

function Range({ patientId, filter: start }: { patientId: string; filter: AccessFilter }) {
  const [filter, setFilter] = useState(start);
  const day = (name: 'from' | 'to') => ({ id: `access-${name}`, type: 'date' as const, label: common(`visits.${name}`), value: filter[name], onValue: (value: string) => setFilter((before) => ({ ...before, [name]: value })) });
  return (
    <form
      class="filters no-print"
      role="search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        navigate(addressOf(patientId, filter));
      }}
    >
      <TextField {...day('from')} />
      <TextField {...day('to')} />
      <CheckboxField id="access-reads" label={say('readsOnly')} checked={filter.readsOnly} onChecked={(readsOnly) => setFilter((before) => ({ ...before, readsOnly }))} />
      <Button type="submit" kind="secondary" icon="search">{common('filter')}</Button>
    </form>
  );
}

function Summary({ people, zone }: { people: readonly Accessor[]; zone: string }) {
  return (
    <Table
      caption={say('summary')}
      rows={people}
      rowKey={({ id }) => id}
      empty={say('empty')}
      columns={[
        { key: 'who', title: common('log.who'), cell: (one) => <span><strong>{one.name ?? say('somebody')}</strong> {isStrange(one) && <Badge tone="warning" icon="alert">{say('strange')}</Badge>}</span> },
        { key: 'part', title: say('part'), cell: ({ parts }) => parts.map((part) => say(`part.${part}`)).join(', ') },
        { key: 'looks', title: say('looks'), align: 'end', cell: ({ looks }) => looks },
        { key: 'changes', title: say('changes'), align: 'end', cell: ({ changes }) => changes },
        { key: 'refused', title: say('refused'), align: 'end', cell: ({ refused }) => refused },
        { key: 'last', title: say('last'), cell: ({ last }) => momentText(last, zone) },
      ]}
    />
  );
}

export function periodText({ from, to }: { from: string; to: string }) {
  if (from && to) return say('period', { from: dayText(from), to: dayText(to) });
  return from ? say('periodFrom', { from: dayText(from) }) : to ? say('periodTo', { to: dayText(to) }) : say('periodAll');
}
