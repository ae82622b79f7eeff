import { t } from '../../../i18n';
import { Card, CheckboxField, TextField } from '../../../ui';
import { DeclineReasonField } from './DeclineReasonField';
import type { Draft } from './draft';

interface Props {
  draft: Draft;
  errorOf: (id: string) => string | undefined;
  onChange: (change: Partial<Draft>) => void;
}

export function ContactStep({ draft, errorOf, onChange }: Props) {
  const { phone, phoneDeclined, contact, contactDeclined } = draft;
  const person = (change: Partial<Draft['contact']>) => onChange({ contact: { ...contact, ...change } });
  return (
    <>
      <Card>
        {phoneDeclined === undefined && (
          <TextField
            id="phone"
            type="tel"
            autocomplete="tel"
            maxLength={30}
            label={t('contact.phone')}
            hint={t('contact.phoneHint')}
            error={errorOf('phone')}
            value={phone}
            onValue={(value) => onChange({ phone: value })}
          />
        )}
        <CheckboxField
          id="phone-declined"
          label={t('contact.declinePhone')}
          checked={phoneDeclined !== undefined}
          onChecked={(declined) => onChange({ phoneDeclined: declined ? '' : undefined })}
        />
        {phoneDeclined !== undefined && (
          <DeclineReasonField id="phone-why" error={errorOf('phone-why')} value={phoneDeclined} onValue={(value) => onChange({ phoneDeclined: value })} />
        )}
      </Card>
      <Card title={t('contact.person')}>
        {contactDeclined === undefined && (
          <>
            <TextField id="contact-name" autocomplete="off" maxLength={100} label={t('contact.name')} error={errorOf('contact-name')} value={contact.name} onValue={(name) => person({ name })} />
            <TextField id="contact-phone" type="tel" autocomplete="off" maxLength={30} label={t('contact.theirPhone')} value={contact.phone} onValue={(value) => person({ phone: value })} />
            <TextField id="contact-relationship" autocomplete="off" maxLength={60} label={t('contact.relationship')} hint={t('contact.relationshipHint')} value={contact.relationship} onValue={(relationship) => person({ relationship })} />
          </>
        )}
        <CheckboxField
          id="contact-declined"
          label={t('contact.declinePerson')}
          checked={contactDeclined !== undefined}
          onChecked={(declined) => onChange({ contactDeclined: declined ? '' : undefined })}
        />
        {contactDeclined !== undefined && (
          <DeclineReasonField id="contact-why" without="NoPhone" error={errorOf('contact-why')} value={contactDeclined} onValue={(value) => onChange({ contactDeclined: value })} />
        )}
      </Card>
    </>
  );
}
