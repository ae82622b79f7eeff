import type { CheckInRequest, ConsentText, DeclineReason, DeviceReport, Location, Person, VisitView } from '../../../contract';
import type { LocalState } from '../../../devices';

export interface PlaceDraft {
  /** A USPS code, `OUTSIDE` or `NOT_SURE`. */
  state: string;
  country: string;
  how: '' | 'address' | 'landmark' | 'decline';
  line: string;
  city: string;
  postalCode: string;
  landmark: string;
  declined: string;
  coordinates?: Location['coordinates'];
}

export interface Draft {
  phone: string;
  phoneDeclined?: string;
  contact: { name: string; phone: string; relationship: string };
  contactDeclined?: string;
  place: PlaceDraft;
  statedBy: '' | 'Patient' | 'Guardian';
  others: '' | 'no' | 'yes';
  people: Person[];
  privateSpace: '' | 'yes' | 'no';
  speaker?: boolean;
  step: number;
}

export const noPlace: PlaceDraft = { state: '', country: '', how: '', line: '', city: '', postalCode: '', landmark: '', declined: '' };

export function newDraft(view: VisitView): Draft {
  return {
    phone: '',
    contact: { name: '', phone: '', relationship: '' },
    place: noPlace,
    statedBy: view.me.role === 'Guardian' ? 'Guardian' : '',
    others: '',
    people: [],
    privateSpace: '',
    step: 0,
  };
}

const key = (linkToken: string) => `th.draft.${linkToken}`;

/** Kept in this window until the check-in is accepted, so that a reload on a poor network loses no answer. */
export function keepDraft(linkToken: string, draft: Draft) {
  sessionStorage.setItem(key(linkToken), JSON.stringify(draft));
}

export function keptDraft(linkToken: string): Draft | undefined {
  const text = sessionStorage.getItem(key(linkToken));
  return text ? (JSON.parse(text) as Draft) : undefined;
}

/** What was accepted last, in this page's memory alone: who agrees again does not have to say it all again, but for the place. */
let accepted: Draft | undefined;

export function clearDraft(linkToken: string) {
  sessionStorage.removeItem(key(linkToken));
  accepted = undefined;
}

export function acceptDraft(linkToken: string, draft: Draft) {
  clearDraft(linkToken);
  accepted = { ...draft, place: noPlace, step: 0 };
}

export const acceptedDraft = () => accepted;

export function locationOf(place: PlaceDraft): Location {
  const { state, country, how, line, city, postalCode, landmark, coordinates } = place;
  return {
    country: state === 'OUTSIDE' ? country : 'US',
    state: state === 'OUTSIDE' || state === 'NOT_SURE' ? undefined : state,
    address: how === 'address' ? { line: line.trim(), city: city.trim(), postalCode: postalCode.trim() } : undefined,
    landmark: how === 'landmark' ? landmark.trim() : undefined,
    coordinates,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone || undefined,
  };
}

export function deviceReportOf(local: LocalState, speaker?: boolean): DeviceReport {
  return {
    camera: local.camera ?? 'failed',
    microphone: local.microphone ?? 'failed',
    // Only the patient can tell whether there was a sound; who did not try it is taken to hear.
    speaker: speaker === false ? 'failed' : 'ok',
  };
}

export function checkInOf(draft: Draft, consent: ConsentText, local: LocalState): CheckInRequest {
  const { phone, phoneDeclined, contact, contactDeclined, place, statedBy, others, people, privateSpace } = draft;
  return {
    location: locationOf(place),
    consent: { version: consent.version, language: consent.language, accepted: true },
    ...(phoneDeclined === undefined
      ? { callbackPhone: phone.trim() }
      : { callbackPhoneDeclined: phoneDeclined as DeclineReason }),
    ...(contactDeclined === undefined
      ? { emergencyContact: { name: contact.name.trim(), phone: contact.phone.trim(), relationship: contact.relationship.trim() } }
      : { emergencyContactDeclined: contactDeclined as DeclineReason }),
    addressDeclined: place.how === 'decline' ? (place.declined as DeclineReason) : undefined,
    othersPresent: others === 'yes' ? people : [],
    privateSpace: privateSpace === 'yes',
    statedBy: statedBy || undefined,
    device: deviceReportOf(local, draft.speaker),
  };
}
