import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ClinicContact } from '../../contract';
import { t } from '../../i18n';
import { Button, Icon, LanguageSwitch } from '../../ui';
import { SafetyDialog, type SafetyDialogProps } from './SafetyDialog';
import './join.css';

interface Props {
  clinic?: ClinicContact;
  wide?: boolean;
  safety?: Omit<SafetyDialogProps, 'onClose'>;
  onNotMyPhone?: () => void;
  /** What stands at the foot of the screen. */
  foot?: ComponentChildren;
  /** What stands above the screen: connection notices. */
  notice?: ComponentChildren;
  children: ComponentChildren;
}

/** What every patient screen has around it: the clinic, help, the language, a way to call, a way to clear the device. */
export function Shell({ clinic, wide, safety, onNotMyPhone, foot, notice, children }: Props) {
  const [helping, setHelping] = useState(false);
  return (
    <div class={`join ${wide ? 'join-wide' : ''}`}>
      <header class="join-head">
        <span class="join-clinic">{clinic?.name ?? t('app.clinicFallback')}</span>
        <LanguageSwitch />
        <Button kind="danger" icon="shield" onClick={() => setHelping(true)}>
          {t('shell.help')}
        </Button>
      </header>
      <main>
        {notice}
        {children}
      </main>
      <footer class="join-foot">
        {clinic && (
          <a href={`tel:${clinic.phone}`}>
            <Icon name="phone" />
            {t('app.callNumber', { phone: clinic.phone })}
          </a>
        )}
        {foot}
        {onNotMyPhone && (
          <Button kind="quiet" onClick={onNotMyPhone}>
            {t('shell.notMyPhone')}
          </Button>
        )}
      </footer>
      {helping && <SafetyDialog {...safety} onClose={() => setHelping(false)} />}
    </div>
  );
}
