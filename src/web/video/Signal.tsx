import { t } from '../i18n';
import { wordOf } from './quality';

/** How good a connection is, in bars and in a word; the word is shown, and not only read, where it matters. */
export function Signal({ level }: { level?: number }) {
  if (level === undefined) return null;
  const word = wordOf(level);
  const weak = word === 'poor' || word === 'broken';
  return (
    <span class={`signal signal-${word}`}>
      <span class="signal-bars" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((bar) => (
          <i key={bar} class={bar <= level ? 'on' : ''} />
        ))}
      </span>
      <span class={weak ? '' : 'sr-only'}>{t(`quality.${word}`)}</span>
    </span>
  );
}
