import type { ComponentChildren, ButtonHTMLAttributes } from 'preact';
import { Icon, type IconName } from './Icon';

interface Props extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  block?: boolean;
  busy?: boolean;
  children?: ComponentChildren;
}

export function Button({ kind = 'primary', icon, block, busy, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      class={`button button-${kind} ${block ? 'block' : ''}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span class="spin" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon'> {
  icon: IconName;
  label: string;
  kind?: 'round' | 'danger';
  /** A count shown on the button; the label must say it too. */
  badge?: number;
}

/** A round button with a picture; the label is read aloud and shown as a tip. */
export function IconButton({ icon, label, kind = 'round', badge, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} class={`icon-button icon-button-${kind}`} aria-label={label} title={label}>
      <Icon name={icon} />
      {badge ? <span class="icon-button-badge" aria-hidden="true">{badge}</span> : null}
    </button>
  );
}

export function ButtonLink({ href, icon, kind = 'secondary', block, children }: { href: string; icon?: IconName; kind?: Props['kind']; block?: boolean; children: ComponentChildren }) {
  return (
    <a href={href} class={`button button-${kind} ${block ? 'block' : ''}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  );
}
