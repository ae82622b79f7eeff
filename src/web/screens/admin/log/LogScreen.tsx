import { ScreenTitle } from '../../../ui';
import { Link } from '../../staff/Link';
import { usePath } from '../../staff/path';
import { say as common } from '../texts';
import { AnomaliesScreen } from './AnomaliesScreen';
import { ChartsScreen } from './ChartsScreen';
import { ExportsScreen } from './ExportsScreen';
import { queryFrom } from './logQuery';
import { SavedRecords, SavedScreen } from './SavedScreen';
import { SearchScreen } from './SearchScreen';
import { say } from './texts';

const parts = ['search', 'charts', 'anomalies', 'saved', 'exports'] as const;

/** The log in its parts: found again, in figures, what stands out, and searches that run by themselves. */
export function LogScreen({ part, id }: { part?: string; id?: string }) {
  const { query: address } = usePath();
  const query = queryFrom(address);
  const current = parts.find((known) => known === part) ?? 'search';
  return (
    <div class="stack">
      <ScreenTitle>{common('log.title')}</ScreenTitle>
      <p class="soft">{common('log.explain')}</p>
      <nav class="subnav" aria-label={say('tabs')}>
        {parts.map((key) => <Link key={key} to={key === 'search' ? '/admin/log' : `/admin/log/${key}`} current={key === current}>{say(`tab.${key}`)}</Link>)}
      </nav>
      {current === 'charts' ? <ChartsScreen /> : current === 'anomalies' ? <AnomaliesScreen /> : current === 'exports' ? <ExportsScreen query={query} key={query} /> : current === 'saved' ? id ? <SavedRecords id={id} key={id} /> : <SavedScreen /> : <SearchScreen query={query} />}
    </div>
  );
}
