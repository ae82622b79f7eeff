import { useEffect, useState } from 'preact/hooks';

const query = '(max-width: 60rem)';

/** Whether the screen has room for one column only; the same width as in the styles. */
export function useNarrow() {
  const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const read = () => setNarrow(media.matches);
    media.addEventListener('change', read);
    return () => media.removeEventListener('change', read);
  }, []);
  return narrow;
}
