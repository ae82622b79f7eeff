import { useEffect, useRef } from 'preact/hooks';
import type { Page, Review } from '../../../contract';
import { Card, ScreenTitle, SelectField } from '../../../ui';
import { LogNav } from '../log/LogNav';
import { More } from '../../staff/More';
import { Loaded } from '../../staff/parts';
import { navigate, usePath } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { usePages } from '../../staff/usePages';
import { addressOf, filterFrom, reviewKinds, type ReviewFilter } from './reviewFilter';
import { ReviewItem } from './ReviewItem';
import { say } from './texts';
import { reviewSigned } from './useOpenReviews';

/** The standing queue: each item with its story and evidence, and the place to sign it. */
export function ReviewsScreen() {
  const { query } = usePath();
  const filter = filterFrom(query);
  return (
    <div class="stack">
      <ScreenTitle>{say('title')}</ScreenTitle>
      <p class="soft">{say('explain')}</p>
      <LogNav current="reviews" />
      <div class="filters">
        <div class="segments" role="group" aria-label={say('state')}>
          {(['open', 'signed'] as const).map((state) => <button key={state} type="button" aria-pressed={filter.state === state} onClick={() => navigate(addressOf({ ...filter, state }))}>{say(`state.${state}`)}</button>)}
        </div>
        <SelectField
          id="review-kind"
          label={say('kind')}
          value={filter.kind ?? ''}
          onValue={(kind) => navigate(addressOf({ state: filter.state, ...(kind ? { kind: kind as ReviewFilter['kind'] } : {}) }))}
          empty={say('kind.any')}
          options={reviewKinds.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))}
        />
      </div>
      <Queue filter={filter} key={addressOf(filter)} />
    </div>
  );
}

function Queue({ filter }: { filter: ReviewFilter }) {
  const { api } = useStaff();
  const pages = usePages<Review>(addressOf(filter), (cursor, signal) => api.get<Page<Review>>('/api/audit/reviews', { query: { ...filter, cursor, limit: 25 }, signal }));
  const { goOn, list } = useGoOn(pages.data);
  const onSigned = (index: number) => {
    reviewSigned();
    goOn(index);
    pages.reload();
  };
  return (
    <>
      <Loaded state={pages}>
        {(items) =>
          items.length === 0 ? (
            <Card><p class="empty">{say(`empty.${filter.state}`)}</p></Card>
          ) : (
            <>
              <p class="small soft" role="status">{say('count', { count: items.length })}</p>
              <ul class="reviews" aria-label={say('list')} ref={list}>
                {items.map((review, index) => <ReviewItem key={review.record.id} review={review} onSigned={() => onSigned(index)} />)}
              </ul>
            </>
          )
        }
      </Loaded>
      <More pages={pages} title={say('more')} />
    </>
  );
}

/** What was signed leaves the list: the focus goes to what stands in its place, or to the page’s title. */
function useGoOn(items: readonly Review[] | undefined) {
  const list = useRef<HTMLUListElement>(null);
  const next = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (next.current === undefined) return;
    const heads = list.current?.querySelectorAll<HTMLElement>('.review-head') ?? [];
    (heads[Math.min(next.current, heads.length - 1)] ?? document.querySelector<HTMLElement>('main h1'))?.focus();
    next.current = undefined;
  }, [items]);
  return {
    list,
    goOn: (index: number) => {
      next.current = index;
    },
  };
}
