import { useState } from 'preact/hooks';
import type { Clinic, Clinician, Page } from '../../contract';
import { useStaff } from './StaffSession';
import { useLoad, type Loaded } from './useLoad';

const unknownClinic: Clinic = { name: '', phone: '', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
let kept: Clinic | undefined;

/** The clinic's name, phone and zone; until they are known, this device's zone. */
export function useClinic(): Clinic {
  const { api } = useStaff();
  const [first] = useState(kept);
  const { data } = useLoad('clinic', async () => (kept ??= await api.get<Clinic>('/api/clinic')));
  return data ?? first ?? unknownClinic;
}

export function useClinicians(): Loaded<Clinician[]> {
  const { api } = useStaff();
  return useLoad('clinicians', async (signal) => (await api.get<Page<Clinician>>('/api/clinicians', { query: { limit: 200 }, signal })).items);
}

export const personName = ({ givenName, familyName }: { givenName: string; familyName: string }) => `${givenName} ${familyName}`.trim();

export const clinicianName = (clinician: Clinician) =>
  clinician.credentials ? `${personName(clinician)}, ${clinician.credentials}` : personName(clinician);
