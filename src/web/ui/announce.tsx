import { useEffect, useState } from 'preact/hooks';
import { Listeners } from '../live/Listeners';
import { Banner } from './surfaces';

type Tone = 'info' | 'good' | 'warning' | 'danger';

const spoken = new Listeners<string>();
const toasted = new Listeners<{ id: number; tone: Tone; text: string }>();
const quietMs = 5_000;
let lastSpoken = 0;
let waiting: ReturnType<typeof setTimeout> | undefined;
let toastId = 0;

/** Says a text to screen readers, politely; of many in a short time only the last is said. */
export function announce(text: string) {
  clearTimeout(waiting);
  const wait = Math.max(0, lastSpoken + quietMs - Date.now());
  waiting = setTimeout(() => {
    lastSpoken = Date.now();
    spoken.tell(text);
  }, wait);
}

export function toast(text: string, tone: Tone = 'info') {
  toasted.tell({ id: ++toastId, tone, text });
}

/** The page's one live region for `announce`. */
export function Announcer() {
  const [text, setText] = useState('');
  useEffect(() => spoken.add(setText), []);
  return (
    <div class="sr-only" role="status" aria-live="polite">
      {text}
    </div>
  );
}

export function Toasts() {
  const [toasts, setToasts] = useState<{ id: number; tone: Tone; text: string }[]>([]);
  useEffect(
    () =>
      toasted.add((added) => {
        setToasts((all) => [...all.slice(-2), added]);
        setTimeout(() => setToasts((all) => all.filter(({ id }) => id !== added.id)), 8_000);
      }),
    [],
  );
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, tone, text }) => (
        <Banner key={id} tone={tone}>
          {text}
        </Banner>
      ))}
    </div>
  );
}
