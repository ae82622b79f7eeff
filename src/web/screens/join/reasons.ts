import type { Decision } from '../../contract';
import type { Key } from '../../i18n';

const kinds: [RegExp, Key][] = [
  [/^(STATE_NOT_SERVED|OUTSIDE_US|GEO_IN_UNSERVED_STATE)$/, 'refused.unserved'],
  [/^GEO_CONTRADICTS_ATTESTATION$/, 'refused.conflict'],
  [/^LOCATION_NOT_ATTESTED$/, 'refused.unsure'],
  [/^(GEO_AMBIGUOUS_BORDER|ADDRESS_.*)$/, 'refused.address'],
  [/^GUARDIAN_/, 'refused.guardian'],
  [/^(NO_AUTHORITY|PROFESSION|AUTHORITY|LICENSE|HOME_LICENSE|COMPACT|PRIVILEGE|CLINICIAN|USAGE_LIMIT|VERIFICATION)/, 'refused.clinician'],
];

/** What stands in the way, in a patient's words, each once. */
export function plainReasons(decision?: Decision): Key[] {
  const blocking = decision?.reasons.filter(({ severity }) => severity === 'Deny' || severity === 'Hold') ?? [];
  // When the place itself is not served, what the clinician lacks there follows from it.
  const keys = blocking.map(({ code }) => kinds.find(([pattern]) => pattern.test(code))?.[1] ?? 'refused.other');
  const unserved = keys.includes('refused.unserved');
  const told = [...new Set(keys)].filter((key) => !(unserved && key === 'refused.clinician'));
  return told.length > 0 ? told : ['refused.other'];
}
