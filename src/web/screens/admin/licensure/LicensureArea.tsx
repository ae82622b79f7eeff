import { Banner } from '../../../ui';
import { say as common } from '../../staff/texts';
import { EndangeredScreen } from './EndangeredScreen';
import { ImportScreen } from './ImportScreen';
import { MatrixScreen } from './MatrixScreen';
import { RefusedScreen } from './RefusedScreen';
import { SubNav, type LicensurePage } from './SubNav';
import { say } from './texts';
import { WhatIf } from './WhatIf';

const pages: Record<string, LicensurePage> = { '': 'matrix', 'endangered': 'endangered', 'refused': 'refused', 'what-if': 'whatIf', 'import': 'import' };

export function LicensureArea({ page: path }: { page: string }) {
  const page = pages[path];
  if (!page) return <Banner tone="warning">{common('notFound')}</Banner>;
  return (
    <div class="stack">
      <SubNav current={page} />
      {page === 'matrix' && <MatrixScreen />}
      {page === 'endangered' && <EndangeredScreen />}
      {page === 'refused' && <RefusedScreen />}
      {page === 'whatIf' && <WhatIf />}
      {page === 'import' && <ImportScreen />}
      <p class="small soft">{say('notAdvice')}</p>
    </div>
  );
}
