import type { Presence } from '../../contract';
import { say } from './texts';

/** A dot and a word: colour alone never says it. */
export function PresenceBadge({ presence }: { presence: Presence }) {
  return (
    <span class={`presence presence-${presence.toLowerCase()}`}>
      <span class="presence-dot" aria-hidden="true" />
      {say(`presence.${presence}`)}
    </span>
  );
}
