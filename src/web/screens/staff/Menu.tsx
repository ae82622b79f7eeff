import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from './texts';

interface Props {
  label: string;
  items: readonly { key: string; title: string; danger?: boolean }[];
  onChoose: (key: string) => void;
}

/** A button that shows a few more buttons; Escape or a press elsewhere puts them away. */
export function Menu({ label, items, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);
  return (
    <div
      class="menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
    >
      <button type="button" ref={button} class="button button-secondary" aria-expanded={open} aria-label={label} onClick={() => setOpen(!open)}>
        {say('more')}
      </button>
      {open && (
        <ul class="menu-items">
          {items.map(({ key, title, danger }) => (
            <li key={key}>
              <button
                type="button"
                class={danger ? 'menu-danger' : ''}
                onClick={() => {
                  setOpen(false);
                  button.current?.focus();
                  onChoose(key);
                }}
              >
                {title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
