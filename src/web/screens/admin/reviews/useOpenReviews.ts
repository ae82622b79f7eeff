import { useEffect } from 'preact/hooks';
import { Listeners } from '../../../live';
import { useStaff } from '../../staff/StaffSession';
import { useLoad } from '../../staff/useLoad';

const everyMs = 60_000;
const signed = new Listeners<void>();

/** Tells the badge that a review was signed. */
export const reviewSigned = () => signed.tell();

/** How many reviews are open; looked at every minute, and when one was signed here. */
export function useOpenReviews(): number {
  const { api } = useStaff();
  const count = useLoad('open reviews', (signal) => api.get<{ open: number }>('/api/audit/reviews/count', { signal }));
  useEffect(() => {
    const timer = setInterval(count.reload, everyMs);
    const forget = signed.add(count.reload);
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [count.reload]);
  return count.data?.open ?? 0;
}
