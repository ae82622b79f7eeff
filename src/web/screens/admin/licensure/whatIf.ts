import { usStates, type EvaluateLicensure, type PatientScope, type Profession } from '../../../contract';
import type { FieldError } from '../../../ui';
import { say } from './texts';

export interface WhatIfForm {
  clinicianId: string;
  profession: string;
  clinicianPlace: string;
  chosenAuthorityId: string;
  relationship: string;
  state: string;
  hasAddress: boolean;
  confirmed: boolean;
  birthDate: string;
  device: 'none' | 'coordinates' | 'states';
  latitude: string;
  longitude: string;
  candidates: string;
  accuracy: string;
}

export const nothingAsked: WhatIfForm = {
  clinicianId: '',
  profession: '',
  clinicianPlace: '',
  chosenAuthorityId: '',
  relationship: 'Any',
  state: '',
  hasAddress: false,
  confirmed: false,
  birthDate: '',
  device: 'none',
  latitude: '',
  longitude: '',
  candidates: '',
  accuracy: '50',
};

const coarse = 25_000;
const numberOf = (text: string) => (/^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN);
const within = (text: string, most: number) => Math.abs(numberOf(text)) <= most;

export const candidatesOf = (text: string) => [...new Set(text.toUpperCase().split(/[\s,;]+/).filter(Boolean))];

export function whatIfErrors(form: WhatIfForm): FieldError[] {
  const { device, accuracy } = form;
  const wrong = (bad: boolean, id: keyof WhatIfForm, text: string) => (bad ? [{ id, text }] : []);
  const tooCoarse = numberOf(accuracy) > coarse;
  const candidates = candidatesOf(form.candidates);
  const unknown = candidates.some((code) => code !== 'OUTSIDE' && !(code in usStates));
  return [
    ...wrong(!form.clinicianId, 'clinicianId', say('whatIf.chooseClinician')),
    ...wrong(device === 'coordinates' && !within(form.latitude, 90), 'latitude', say('whatIf.degreesWrong')),
    ...wrong(device === 'coordinates' && !within(form.longitude, 180), 'longitude', say('whatIf.degreesWrong')),
    ...wrong(device === 'states' && (unknown || (candidates.length === 0 && !tooCoarse)), 'candidates', say('whatIf.candidatesWrong')),
    ...wrong(device === 'states' && tooCoarse && candidates.length > 0, 'candidates', say('whatIf.tooCoarse')),
    ...wrong(device !== 'none' && !(numberOf(accuracy) >= 0 && numberOf(accuracy) <= 1_000_000), 'accuracy', say('whatIf.accuracyWrong')),
  ];
}

export function whatIfRequest(form: WhatIfForm, startsAt: string | undefined, durationMinutes: number): EvaluateLicensure {
  const { device } = form;
  const accuracyMeters = Math.ceil(numberOf(form.accuracy));
  return {
    clinicianId: form.clinicianId,
    ...(form.profession ? { profession: form.profession as Profession } : {}),
    location: {
      // Any place outside the US serves: the engine asks only whether it is.
      ...(form.state === 'OUTSIDE' ? { country: 'CA' } : { country: 'US', ...(form.state ? { state: form.state } : {}) }),
      hasAddress: form.hasAddress,
      ...(device === 'coordinates' ? { coordinates: { latitude: numberOf(form.latitude), longitude: numberOf(form.longitude), accuracyMeters } } : {}),
      ...(device === 'states' ? { device: { candidates: candidatesOf(form.candidates), accuracyMeters } } : {}),
    },
    ...(form.clinicianPlace ? { clinicianLocation: form.clinicianPlace } : {}),
    ...(form.chosenAuthorityId ? { chosenAuthorityId: form.chosenAuthorityId, relationship: form.relationship as PatientScope } : {}),
    confirmed: form.confirmed && form.hasAddress,
    ...(form.birthDate ? { birthDate: form.birthDate } : {}),
    ...(startsAt ? { startsAt } : {}),
    durationMinutes,
  };
}
