import { useState } from 'preact/hooks';
import type { AuditRecord, ParsedQuery, RecordsPage } from '../../../contract';
import { announce, Banner, Button, Card, Icon, Spinner } from '../../../ui';
import { say as access } from '../access/texts';
import { Link, LinkButton } from '../../staff/Link';
import { More } from '../../staff/More';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as staff } from '../../staff/texts';
import { dateText, zoneName } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { usePages } from '../../staff/usePages';
import { say as common } from '../texts';
import { addressOf, exportAddressOf, termWords, without, withTerm } from './logQuery';
import { QueryBox } from './QueryBox';
import { Records } from './Records';
import { say } from './texts';
import { useFollow } from './useFollow';

/** The query line, what it was understood as, and the records that it finds. */
export function SearchScreen({ query }: { query: string }) {
  const { api } = useStaff();
  const asking = useAction();
  const [wrong, setWrong] = useState<{ text: string; errors: ParsedQuery['errors'] }>();
  const parsed = useLoad(query, (signal) => api.post<ParsedQuery>('/api/audit/search/parse', { text: query }, { signal }));
  const search = (text: string) =>
    void asking.run(async () => {
      const reading = await api.post<ParsedQuery>('/api/audit/search/parse', { text });
      setWrong(reading.canonical === undefined ? { text, errors: reading.errors } : undefined);
      if (reading.canonical !== undefined) navigate(addressOf(reading.canonical));
    });
  const shown = wrong ?? (parsed.data ? { text: query, errors: parsed.data.errors } : { text: query, errors: [] });
  const canonical = parsed.data?.canonical;
  return (
    <>
      <QueryBox text={shown.text} errors={shown.errors} busy={asking.busy} onSearch={search} />
      <RefusalBanner refusal={asking.refusal ?? parsed.refusal} />
      {parsed.data && parsed.data.terms.length > 0 && (
        <ul class="filter-chips" aria-label={say('chips')}>
          {parsed.data.terms.map((term, index) => (
            <li key={`${term.start}`}>
              <button type="button" class={term.not ? 'filter-chip filter-chip-not' : 'filter-chip'} aria-label={say('chip.remove', { text: termWords(term) })} onClick={() => navigate(addressOf(without(parsed.data?.terms ?? [], index)))}>
                {termWords(term)} <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {onePatient(parsed.data) && <p><Link to={`/admin/log/patients/${onePatient(parsed.data)}`}>{access('link')}</Link></p>}
      {query === '' && <Quick onSearch={search} />}
      {!parsed.data && !parsed.refusal && <Spinner label={staff('loading')} />}
      {canonical !== undefined && <Results key={canonical} query={canonical} onOnly={(term) => search(withTerm(canonical, term))} />}
    </>
  );
}

/** The patient whom a search is about, where it is about one. */
const onePatient = (reading?: ParsedQuery) => {
  const terms = reading?.terms.filter(({ key, not }) => key === 'Patient' && !not) ?? [];
  return terms.length === 1 && terms[0]?.values.length === 1 ? terms[0].values[0]?.text : undefined;
};

const quick = { refused: 'outcome:refused', starts: 'code:AdmitPatientRefused,ResumeVisitRefused,AcceptTransferRefused,TakeOverRefused', denied: 'outcome:denied', reads: 'code:reads.*', safety: 'code:safety.*', signIns: 'code:SignInRefused,JoinRefused' } as const;

function Quick({ onSearch }: { onSearch: (text: string) => void }) {
  return (
    <div class="row" role="group" aria-label={say('quick')}>
      <span class="small soft">{say('quick')}:</span>
      {(Object.keys(quick) as (keyof typeof quick)[]).map((key) => <button key={key} type="button" class="linkish" onClick={() => onSearch(quick[key])}>{say(`quick.${key}`)}</button>)}
      <Link to="/admin/licensure/refused">{say('quick.near')}</Link>
    </div>
  );
}

function Results({ query, onOnly }: { query: string; onOnly: (term: string) => void }) {
  const { api } = useStaff();
  const clinic = useClinic();
  const [head, setHead] = useState<RecordsPage>();
  const pages = usePages<AuditRecord>(query, async (cursor, signal) => {
    const page = await api.get<RecordsPage>('/api/audit/records', { query: { q: query, cursor, limit: 50 }, signal });
    if (!cursor) setHead(page);
    return page;
  });
  const follow = useFollow(query);
  const saving = useAction();
  const save = async () => {
    if (await saving.run(() => api.post('/api/audit/searches', { q: query }))) announce(say('results.saved'));
  };
  const known = new Set(follow.items.map(({ id }) => id));
  return (
    <Card
      title={say('results.title')}
      actions={
        <div class="row">
          <LinkButton to={exportAddressOf(query)} icon="download">{say('results.export')}</LinkButton>
          <Button kind="secondary" icon={follow.on ? 'pause' : 'refresh'} aria-pressed={follow.on} onClick={follow.toggle}>{say(follow.on ? 'live.off' : 'live.on')}</Button>
        </div>
      }
    >
      {follow.on && <p class="small live-state"><span class="live-dot" aria-hidden="true" /> {say('live.state')}</p>}
      <RefusalBanner refusal={follow.refusal ?? saving.refusal} />
      <Loaded state={pages}>
        {(records) => (
          <>
            {head && <Found page={head} zone={clinic.timeZone} />}
            <Records records={[...follow.items, ...records.filter(({ id }) => !known.has(id))]} zone={clinic.timeZone} fresh={known} onOnly={onOnly} />
          </>
        )}
      </Loaded>
      <More pages={pages} title={say('results.older')} />
      {head && !pages.more && (
        <div class="row">
          <Button kind="quiet" icon="clock" busy={saving.busy} onClick={() => void save()}>{say('results.save')}</Button>
        </div>
      )}
    </Card>
  );
}

function Found({ page, zone }: { page: RecordsPage; zone: string }) {
  const { count, from, to } = page;
  const time = to ? say('results.between', { from: dateText(from, zone), to: dateText(to, zone) }) : from > '2001' ? say('results.since', { from: dateText(from, zone) }) : '';
  return (
    <>
      {page.prunedUntil && <p class="soft small">{say('results.pruned', { day: dateText(page.prunedUntil, zone) })}</p>}
      {page.behind && <Banner tone="warning" live>{say('results.behind')}</Banner>}
      <p class="small soft" role="status">
        {count && (count.more ? say('results.more', { count: count.number.toLocaleString('en-US') }) : say('results.all', { count: count.number }))}
        {time && ` · ${time}`} · {common('log.zone', { zone: zoneName(zone) })}
      </p>
      {page.items.length === 0 && <p class="small soft">{say('results.emptyHint')}</p>}
    </>
  );
}
