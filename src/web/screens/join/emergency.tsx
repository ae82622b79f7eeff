import type { ClinicContact } from '../../contract';
import { t } from '../../i18n';
import { Banner, ButtonLink } from '../../ui';

const inUs = (country?: string) => country === undefined || country === 'US';

/** 911 and 988 reach someone only inside the US. */
export function EmergencyNote({ country }: { country?: string }) {
  return <Banner tone="neutral" icon="shield">{t(inUs(country) ? 'emergency.us' : 'emergency.elsewhere')}</Banner>;
}

const numbers = [
  ['tel:911', 'phone', 'emergency.call911'],
  ['sms:911', 'chat', 'emergency.text911'],
  ['tel:988', 'phone', 'emergency.call988'],
  ['sms:988', 'chat', 'emergency.text988'],
] as const;

/** @param quiet Beside other ways on, none of which these should outshine. */
export function EmergencyButtons({ country, quiet }: { country?: string; quiet?: boolean }) {
  if (!inUs(country)) return quiet ? null : <p>{t('emergency.elsewhere')}</p>;
  return (
    <div class="stack">
      {numbers.map(([href, icon, key], index) => (
        <ButtonLink key={href} href={href} icon={icon} kind={index === 0 && !quiet ? 'primary' : undefined} block>
          {t(key)}
        </ButtonLink>
      ))}
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
