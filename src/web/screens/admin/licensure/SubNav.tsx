import { Link } from '../../staff/Link';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { say } from './texts';

const pages = ['matrix', 'endangered', 'refused', 'whatIf', 'import'] as const;

export type LicensurePage = (typeof pages)[number];

export const pathOf = (page: LicensurePage) => (page === 'matrix' ? '/admin/licensure' : `/admin/licensure/${page === 'whatIf' ? 'what-if' : page}`);

/** The pages of the license check; only admins write. */
export function SubNav({ current }: { current: LicensurePage }) {
  const { me } = useStaff();
  const shown = pages.filter((page) => page !== 'import' || hasRole(me, 'Admin'));
  return (
    <nav class="sub-nav" aria-label={say('nav')}>
      <ul>
        {shown.map((page) => (
          <li key={page}>
            <Link to={pathOf(page)} current={page === current}>{say(`nav.${page}`)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
