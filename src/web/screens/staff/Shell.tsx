import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button, Icon, type IconName } from '../../ui';
import { Link } from './Link';
import { useStaff } from './StaffSession';
import { say } from './texts';

export interface NavItem {
  to: string;
  title: string;
  icon: IconName;
  current: boolean;
  count?: number;
}

/** The frame of every staff screen: where one is, who one is, and the way out. */
export function Shell({ area, nav, notice, wide, elsewhere, children }: { area: string; nav: readonly NavItem[]; notice?: ComponentChildren; wide?: boolean; elsewhere?: { href: string; title: string }; children: ComponentChildren }) {
  const { me, signOut } = useStaff();
  const list = useRef<HTMLElement>(null);
  const current = nav.find((item) => item.current)?.to;
  // On a phone the list is wider than the screen.
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest', inline: 'center' }), [current]);
  return (
    <div class="staff" lang="en">
      <a class="skip" href="#content">{say('skip')}</a>
      <header class="staff-bar">
        <span class="staff-brand">
          <Icon name="shield" />
          {area}
        </span>
        <nav class="staff-nav" aria-label={say('nav')} ref={list}>
          {nav.map(({ to, title, icon, current, count }) => (
            <Link key={to} to={to} current={current}>
              <Icon name={icon} />
              <span>{title}</span>
              {count ? <span class="count">{count}</span> : null}
            </Link>
          ))}
        </nav>
        {elsewhere && <a class="staff-elsewhere" href={elsewhere.href}>{elsewhere.title}</a>}
        <div class="staff-me">
          <span class="staff-name" title={say('account', { name: me.name })}>
            <span class="sr-only">{say('account', { name: '' })}</span>
            <strong>{me.name}</strong>
            <span class="soft small">{me.roles.map((role) => say(`role.${role}`)).join(', ')}</span>
          </span>
          <Button kind="quiet" icon="signOut" onClick={() => void signOut()}>{say('signOut')}</Button>
        </div>
      </header>
      {notice}
      <main id="content" class={wide ? 'staff-main staff-main-wide' : 'staff-main'} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
