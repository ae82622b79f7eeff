import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../ui';
import { navigate } from './path';

interface Props {
  to: string;
  class?: string;
  current?: boolean;
  label?: string;
  children: ComponentChildren;
}

/** A link within the area; opening it in a new tab works as ever. */
export function Link({ to, class: className, current, label, children }: Props) {
  return (
    <a
      href={to}
      class={className}
      aria-current={current ? 'page' : undefined}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}

/** A link within the area that looks like a button. */
export function LinkButton({ to, icon, kind = 'secondary', children }: { to: string; icon?: IconName; kind?: 'primary' | 'secondary'; children: ComponentChildren }) {
  return (
    <Link to={to} class={`button button-${kind}`}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}
