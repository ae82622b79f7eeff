import { useState } from 'preact/hooks';
import type { ChartBar, Charts } from '../../../contract';
import { Card } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { useLoad } from '../../staff/useLoad';
import { DayChart } from './DayChart';
import { addressOf } from './logQuery';
import { say } from './texts';

const spans = [7, 30, 90] as const;

/** The log where one would rather look than read; every chart is a table, too. */
export function ChartsScreen() {
  const { api } = useStaff();
  const [days, setDays] = useState<(typeof spans)[number]>(30);
  const charts = useLoad(`charts ${days}`, (signal) => api.get<Charts>('/api/audit/charts', { query: { days }, signal }));
  return (
    <div class="stack">
      <div class="screen-head">
        <p class="soft">{say('charts.explain')}</p>
        <div class="segments" role="group" aria-label={say('charts.days')}>
          {spans.map((span) => <button key={span} type="button" aria-pressed={span === days} onClick={() => setDays(span)}>{say(`charts.${span}`)}</button>)}
        </div>
      </div>
      <Loaded state={charts}>
        {(loaded) => (
          <>
            <DayChart title={say('charts.all')} days={loaded.days} outcomes={['done', 'allowed', 'refused', 'held', 'denied']} />
            <DayChart title={say('charts.refused')} days={loaded.days} outcomes={['refused', 'held', 'denied']} />
            <Bars title={say('charts.reasons')} bars={loaded.reasons} empty={say('charts.noReasons')} to={(bar) => addressOf(`reason:${bar.name} after:${days}d`)} />
            <Bars title={say('charts.categories')} bars={loaded.categories} empty={say('charts.empty')} to={(bar) => addressOf(`code:${bar.name.toLowerCase()}.* after:${days}d`)} />
          </>
        )}
      </Loaded>
    </div>
  );
}

/** A table whose rows are drawn as bars: nothing is said by the picture alone. */
function Bars({ title, bars, empty, to }: { title: string; bars: readonly ChartBar[]; empty: string; to: (bar: ChartBar) => string }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <Card title={title}>
      {bars.length === 0 ? (
        <p class="empty">{empty}</p>
      ) : (
        <table class="bars">
          <caption class="sr-only">{title}</caption>
          <thead class="sr-only">
            <tr><th scope="col">{say('charts.name')}</th><th scope="col">{say('charts.count')}</th></tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.name}>
                <th scope="row"><Link to={to(bar)}>{capital(bar.label)}</Link></th>
                <td>
                  <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width={(100 * bar.count) / most} height="10" rx="1" /></svg>
                  <span>{bar.count.toLocaleString('en-US')}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '');
