import { Link } from '../../staff/Link';
import { say } from './texts';

const pages = ['matrix', 'endangered', 'refused', 'whatIf'] as const;

export type LicensurePage = (typeof pages)[number];

export const pathOf = (page: LicensurePage) => (page === 'matrix' ? '/admin/licensure' : `/admin/licensure/${page === 'whatIf' ? 'what-if' : page}`);

/** The pages of the license check. */
export function SubNav({ current }: { current: LicensurePage }) {
  return (
    <nav class="sub-nav" aria-label={say('nav')}>
      <ul>
        {pages.map((page) => (
          <li key={page}>
            <Link to={pathOf(page)} current={page === current}>{say(`nav.${page}`)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
