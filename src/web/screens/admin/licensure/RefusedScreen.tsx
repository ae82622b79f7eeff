import { useState } from 'preact/hooks';
import { usStates, type Page, type RefusedStart } from '../../../contract';
import { Button, Card, ScreenTitle, SelectField, Table, TextField } from '../../../ui';
import { Link } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded, Reasons, Two, VerdictBadge } from '../../staff/parts';
import { navigate, usePath } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as common, texts as staffTexts } from '../../staff/texts';
import { dateText, secondText, zoneName } from '../../staff/time';
import { clinicianName, useClinic, useClinicians } from '../../staff/useClinic';
import { usePages } from '../../staff/usePages';
import { addressOf, filterFrom, queryOf, type RefusedFilter } from './refusedFilter';
import { say } from './texts';

export function RefusedScreen() {
  const { query: address } = usePath();
  return <Refused start={filterFrom(address)} key={address.toString()} />;
}

const states = [...Object.entries(usStates).map(([value, label]) => ({ value, label })), { value: 'OUTSIDE', label: say('refused.outside') }];

const reasons = Object.entries(staffTexts).flatMap(([key, label]) => (key.startsWith('reason.') && typeof label === 'string' ? [{ value: key.slice('reason.'.length), label }] : []));

function Refused({ start }: { start: RefusedFilter }) {
  const { api } = useStaff();
  const clinic = useClinic();
  const clinicians = useClinicians();
  const [filter, setFilter] = useState(start);
  const query = queryOf(start, clinic.timeZone);
  const pages = usePages<RefusedStart>(JSON.stringify(query), (cursor, signal) => api.get<Page<RefusedStart>>('/api/licensure/refused-starts', { query: { ...query, cursor, limit: 50 }, signal }));
  const field = (name: keyof RefusedFilter, label: string) => ({ id: name, label, value: filter[name], onValue: (value: string) => setFilter((before) => ({ ...before, [name]: value })) });
  const any = say('refused.any');
  return (
    <>
      <ScreenTitle>{say('refused.title')}</ScreenTitle>
      <p class="soft">{say('refused.explain')}</p>
      <form
        class="filters"
        role="search"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          navigate(addressOf(filter));
        }}
      >
        <SelectField {...field('state', say('refused.state'))} empty={any} options={states} />
        <SelectField {...field('clinicianId', say('refused.clinician'))} empty={any} options={(clinicians.data ?? []).map((one) => ({ value: one.id, label: clinicianName(one) }))} />
        <SelectField {...field('reason', say('refused.reason'))} empty={any} options={reasons} />
        <SelectField {...field('verdict', say('refused.verdict'))} empty={any} options={(['Hold', 'Deny'] as const).map((value) => ({ value, label: common(`verdict.${value}`) }))} />
        <TextField {...field('from', say('refused.from'))} type="date" />
        <TextField {...field('to', say('refused.to'))} type="date" />
        <div class="row">
          <Button type="submit" icon="search">{say('refused.apply')}</Button>
          <Button kind="quiet" onClick={() => navigate('/admin/licensure/refused')}>{say('refused.clear')}</Button>
        </div>
      </form>
      <Card>
        <p class="small soft">{say('refused.zone', { zone: zoneName(clinic.timeZone) })}</p>
        <Loaded state={pages}>{(found) => <Found found={found} zone={clinic.timeZone} />}</Loaded>
        <More pages={pages} title={say('refused.more')} />
      </Card>
    </>
  );
}

function Found({ found, zone }: { found: readonly RefusedStart[]; zone: string }) {
  const at = (one: RefusedStart) => `${dateText(one.at, zone)}, ${secondText(one.at, zone)}`;
  return (
    <Table
      caption={say('refused.title')}
      rows={found}
      rowKey={({ recordId }) => String(recordId)}
      empty={say('refused.empty')}
      columns={[
        { key: 'when', title: say('refused.when'), cell: (one) => <Two first={secondText(one.at, zone)} second={dateText(one.at, zone)} /> },
        { key: 'what', title: say('refused.what'), cell: (one) => <Two first={say(`purpose.${one.purpose}`)} second={<VerdictBadge verdict={one.verdict} />} /> },
        { key: 'who', title: say('refused.clinician'), cell: (one) => one.clinicianName ?? say('refused.wholeClinic') },
        { key: 'where', title: say('refused.where'), cell: (one) => one.places.map(placeName).join(', ') || say('refused.unknownPlace') },
        { key: 'why', title: say('refused.why'), cell: (one) => <Reasons reasons={one.reasons} remedies={false} /> },
        {
          key: 'visit',
          title: say('refused.visit'),
          cell: (one) => (
            <span class="two">
              <Link to={`/admin/log/visits/${one.visitId}`} label={say('refused.timelineName', { at: at(one) })}>{say('refused.timeline')}</Link>
              <Link to={`/admin/log/decisions/${one.recordId}`} label={say('refused.replayName', { at: at(one) })}>{say('refused.replay')}</Link>
            </span>
          ),
        },
      ]}
    />
  );
}

const placeName = (code: string) => (code === 'OUTSIDE' ? say('refused.outside') : (usStates[code] ?? code));
