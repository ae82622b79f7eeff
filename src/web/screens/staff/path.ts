import { useEffect, useState } from 'preact/hooks';
import { Listeners } from '../../live';

const changed = new Listeners<void>();

/** The path's parts after the area: `/clinic/visits/1` gives `['visits', '1']`. */
export const partsOf = (path: string) => path.split('/').filter(Boolean).slice(1).map(decodeURIComponent);

export function navigate(to: string, { replace = false } = {}) {
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  changed.tell();
}

/** The parts of the path and the query, kept up to date. Only ids are ever put there. */
export function usePath() {
  const [href, setHref] = useState(() => location.pathname + location.search);
  useEffect(() => {
    const read = () => setHref(location.pathname + location.search);
    window.addEventListener('popstate', read);
    const forget = changed.add(read);
    read();
    return () => {
      window.removeEventListener('popstate', read);
      forget();
    };
  }, []);
  const [path = '', search = ''] = href.split('?');
  return { path, parts: partsOf(path), query: new URLSearchParams(search) };
}
