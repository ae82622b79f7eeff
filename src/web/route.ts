export type Route =
  | { area: 'join'; linkToken: string }
  | { area: 'clinic' }
  | { area: 'admin' }
  | { area: 'home' };

/** The area a path belongs to. Staff areas read the rest of the path themselves. */
export function routeOf(path: string): Route {
  const [area, rest] = path.split('/').filter(Boolean);
  if (area === 'join' && rest) return { area: 'join', linkToken: decodeURIComponent(rest) };
  if (area === 'clinic') return { area: 'clinic' };
  if (area === 'admin') return { area: 'admin' };
  return { area: 'home' };
}
