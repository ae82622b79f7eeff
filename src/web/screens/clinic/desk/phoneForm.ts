import type { CheckInRequest, DeclineReason } from '../../../contract';
import type { FieldError } from '../../../ui';
import { say } from '../texts';

export interface PhoneForm {
  where: 'US' | 'other';
  country: string;
  state: string;
  line: string;
  city: string;
  postalCode: string;
  landmark: string;
  addressDeclined: string;
  callbackPhone: string;
  callbackPhoneDeclined: string;
  contactName: string;
  contactPhone: string;
  contactRelationship: string;
  contactDeclined: string;
  privateSpace: boolean;
  language: 'en' | 'es';
  accepted: boolean;
}

export const emptyPhoneForm: PhoneForm = {
  where: 'US',
  country: '',
  state: '',
  line: '',
  city: '',
  postalCode: '',
  landmark: '',
  addressDeclined: '',
  callbackPhone: '',
  callbackPhoneDeclined: '',
  contactName: '',
  contactPhone: '',
  contactRelationship: '',
  contactDeclined: '',
  privateSpace: true,
  language: 'en',
  accepted: false,
};

export function phoneErrors(form: PhoneForm): FieldError[] {
  const address = [form.line, form.city, form.postalCode].filter((part) => part.trim()).length;
  const contact = form.contactName.trim() && form.contactPhone.trim();
  const wrong = (bad: unknown, id: string, text: string) => (bad ? [{ id, text }] : []);
  return [
    ...wrong(form.where === 'other' && !/^[A-Za-z]{2}$/.test(form.country.trim()), 'country', say('phone.countryMissing')),
    ...wrong(address > 0 && address < 3, 'line', say('phone.addressIncomplete')),
    ...wrong(!form.callbackPhone.trim() === !form.callbackPhoneDeclined, 'callbackPhone', say('phone.callbackMissing')),
    ...wrong(!contact === !form.contactDeclined, 'contactName', say('phone.contactMissing')),
    ...wrong(!form.accepted, 'accepted', say('phone.consentMissing')),
  ];
}

/** What the desk sends for the patient; the server records that staff did it. A phone has no camera to test. */
export function phoneRequest(form: PhoneForm, consentVersion: string): CheckInRequest {
  const us = form.where === 'US';
  const text = (value: string) => value.trim();
  const reason = (value: string) => value as DeclineReason;
  return {
    location: {
      country: us ? 'US' : text(form.country).toUpperCase(),
      ...(us && form.state ? { state: form.state } : {}),
      ...(text(form.line) ? { address: { line: text(form.line), city: text(form.city), postalCode: text(form.postalCode) } } : {}),
      ...(text(form.landmark) ? { landmark: text(form.landmark) } : {}),
    },
    consent: { version: consentVersion, language: form.language, accepted: form.accepted },
    ...(form.callbackPhoneDeclined ? { callbackPhoneDeclined: reason(form.callbackPhoneDeclined) } : { callbackPhone: text(form.callbackPhone) }),
    ...(form.contactDeclined
      ? { emergencyContactDeclined: reason(form.contactDeclined) }
      : { emergencyContact: { name: text(form.contactName), phone: text(form.contactPhone), relationship: text(form.contactRelationship) } }),
    ...(form.addressDeclined && !text(form.line) ? { addressDeclined: reason(form.addressDeclined) } : {}),
    othersPresent: [],
    privateSpace: form.privateSpace,
    device: { camera: 'missing', microphone: 'missing', speaker: 'missing' },
  };
}
