import { ScreenTitle } from '../../../ui';
import { usePath } from '../../staff/path';
import { say as common } from '../texts';
import { AnomaliesScreen } from './AnomaliesScreen';
import { ChartsScreen } from './ChartsScreen';
import { ExportsScreen } from './ExportsScreen';
import { LogNav, logParts } from './LogNav';
import { queryFrom } from './logQuery';
import { SavedRecords, SavedScreen } from './SavedScreen';
import { SearchScreen } from './SearchScreen';

/** The log in its parts: found again, in figures, what stands out, and searches that run by themselves. */
export function LogScreen({ part, id }: { part?: string; id?: string }) {
  const { query: address } = usePath();
  const query = queryFrom(address);
  const current = logParts.find((known) => known === part) ?? 'search';
  return (
    <div class="stack">
      <ScreenTitle>{common('log.title')}</ScreenTitle>
      <p class="soft">{common('log.explain')}</p>
      <LogNav current={current} />
      {current === 'charts' ? <ChartsScreen /> : current === 'anomalies' ? <AnomaliesScreen /> : current === 'exports' ? <ExportsScreen query={query} key={query} /> : current === 'saved' ? id ? <SavedRecords id={id} key={id} /> : <SavedScreen /> : <SearchScreen query={query} />}
    </div>
  );
}
