import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './Icon';

type Tone = 'info' | 'good' | 'warning' | 'danger' | 'neutral';

export function Card({ title, level = 2, actions, children }: { title?: string; level?: 2 | 3; actions?: ComponentChildren; children?: ComponentChildren }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="card">
      {(title || actions) && (
        <header class="card-head">
          {title && <Heading>{title}</Heading>}
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

const toneIcons: Record<Tone, IconName> = { info: 'info', good: 'check', warning: 'alert', danger: 'alert', neutral: 'info' };

/** `live` reads the banner aloud when it appears. */
export function Banner({ tone = 'info', title, live, icon, children }: { tone?: Tone; title?: string; live?: boolean; icon?: IconName; children?: ComponentChildren }) {
  return (
    <div class={`banner banner-${tone}`} role={live ? 'status' : undefined}>
      <Icon name={icon ?? toneIcons[tone]} />
      <div>
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}

export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={`badge badge-${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

export function Spinner({ label, page }: { label: string; page?: boolean }) {
  return (
    <div class={page ? 'spinner spinner-page' : 'spinner'} role="status">
      <span class="spin" aria-hidden="true" />
      <span>{label}</span>
    </div>
  );
}

/** The screen's one h1: takes the focus when the screen appears, so that it is read aloud. */
export function ScreenTitle({ children }: { children: ComponentChildren }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = title.current?.textContent ?? '';
  });
  return (
    <h1 ref={title} tabIndex={-1}>
      {children}
    </h1>
  );
}
