import type { ClinicContact } from '../../contract';
import { t } from '../../i18n';
import { Banner, ButtonLink } from '../../ui';

const inUs = (country?: string) => country === undefined || country === 'US';

/** 911 and 988 reach someone only inside the US. */
export function EmergencyNote({ country }: { country?: string }) {
  return <Banner tone="neutral" icon="shield">{t(inUs(country) ? 'emergency.us' : 'emergency.elsewhere')}</Banner>;
}

export function EmergencyButtons({ country }: { country?: string }) {
  if (!inUs(country)) return <p>{t('emergency.elsewhere')}</p>;
  return (
    <div class="stack">
      <ButtonLink href="tel:911" icon="phone" kind="primary" block>
        {t('emergency.call911')}
      </ButtonLink>
      <ButtonLink href="tel:988" icon="phone" block>
        {t('emergency.call988')}
      </ButtonLink>
      <ButtonLink href="sms:988" icon="chat" block>
        {t('emergency.text988')}
      </ButtonLink>
    </div>
  );
}

export function CallClinic({ clinic, kind = 'secondary' }: { clinic?: ClinicContact; kind?: 'primary' | 'secondary' }) {
  if (!clinic) return null;
  return (
    <ButtonLink href={`tel:${clinic.phone}`} icon="phone" kind={kind} block>
      {t('app.callClinic', { name: clinic.name })}
    </ButtonLink>
  );
}
