import { Button } from '../../ui';
import { RefusalBanner } from './parts';
import type { usePages } from './usePages';

/** The button for the next page, and why it did not come. */
export function More({ pages, title }: { pages: Pick<ReturnType<typeof usePages>, 'more' | 'loading' | 'refusal' | 'data'>; title: string }) {
  return (
    <div class="more">
      {pages.data && <RefusalBanner refusal={pages.refusal} />}
      {pages.more && <Button kind="secondary" busy={pages.loading} onClick={pages.more}>{title}</Button>}
    </div>
  );
}
