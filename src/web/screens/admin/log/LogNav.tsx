import { Link } from '../../staff/Link';
import { useOpenReviews } from '../reviews/useOpenReviews';
import { say as reviews } from '../reviews/texts';
import { say } from './texts';

export const logParts = ['search', 'charts', 'anomalies', 'saved', 'exports'] as const;

export type LogPart = (typeof logParts)[number] | 'reviews';

/** The parts of the log, the reviews that its records ask for among them. */
export function LogNav({ current }: { current: LogPart }) {
  const open = useOpenReviews();
  return (
    <nav class="subnav" aria-label={say('tabs')}>
      {logParts.map((key) => <Link key={key} to={key === 'search' ? '/admin/log' : `/admin/log/${key}`} current={key === current}>{say(`tab.${key}`)}</Link>)}
      <Link to="/admin/reviews" current={current === 'reviews'} label={open > 0 ? `${reviews('title')}: ${reviews('open', { count: open })}` : undefined}>
        {reviews('title')} {open > 0 && <span class="count">{open}</span>}
      </Link>
    </nav>
  );
}
