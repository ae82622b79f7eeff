import type { ChartDay } from '../../../contract';
import { Card, Table } from '../../../ui';
import { dayText } from '../../staff/time';
import { say } from './texts';

type Outcome = 'done' | 'refused' | 'allowed' | 'held' | 'denied';

const height = 120;
const step = 12;

/** One column per day, stacked by outcome; the same figures as a table for who does not see it. */
export function DayChart({ title, days, outcomes }: { title: string; days: readonly ChartDay[]; outcomes: readonly Outcome[] }) {
  const total = (day: ChartDay) => outcomes.reduce((sum, outcome) => sum + day[outcome], 0);
  const most = Math.max(0, ...days.map(total));
  const width = days.length * step;
  return (
    <Card title={title}>
      {most === 0 ? (
        <p class="empty">{say('charts.empty')}</p>
      ) : (
        <>
          <ul class="legend" aria-hidden="true">{outcomes.map((outcome) => <li key={outcome}><span class={`swatch chart-${outcome}`} />{say(`outcome.${outcome}`)}</li>)}</ul>
          <svg class="day-chart" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={`${title}. ${say('charts.most', { count: most.toLocaleString('en-US') })}.`}>
            {days.map((day, index) => <Column key={day.date} day={day} x={index * step} most={most} outcomes={outcomes} />)}
          </svg>
          <p class="day-axis small soft" aria-hidden="true">
            <span>{dayText(days[0]?.date)}</span>
            <span>{say('charts.most', { count: most.toLocaleString('en-US') })}</span>
            <span>{dayText(days.at(-1)?.date)}</span>
          </p>
          <details>
            <summary>{say('charts.table')}</summary>
            <Table
              caption={title}
              rows={[...days].reverse()}
              rowKey={({ date }) => date}
              empty={say('charts.empty')}
              columns={[
                { key: 'day', title: say('charts.day'), cell: ({ date }) => dayText(date) },
                ...outcomes.map((outcome) => ({ key: outcome, title: say(`outcome.${outcome}`), align: 'end' as const, cell: (day: ChartDay) => day[outcome].toLocaleString('en-US') })),
              ]}
            />
          </details>
        </>
      )}
    </Card>
  );
}

function Column({ day, x, most, outcomes }: { day: ChartDay; x: number; most: number; outcomes: readonly Outcome[] }) {
  let top = height;
  return (
    <g>
      {outcomes.map((outcome) => {
        const tall = (height * day[outcome]) / most;
        top -= tall;
        return tall > 0 && <rect key={outcome} class={`chart-${outcome}`} x={x + 1} y={top} width={step - 2} height={Math.max(tall, 1)} />;
      })}
    </g>
  );
}
