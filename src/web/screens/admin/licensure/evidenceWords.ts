import { countryName, usStates, type Evidence, type EvidenceAuthority, type Replay } from '../../../contract';
import { say as common } from '../../staff/texts';
import { dayText, momentText } from '../../staff/time';
import { codeWords } from '../log/recordText';
import { say as admin } from '../texts';
import { say } from './texts';

export interface Said {
  name: string;
  lines: string[];
}

const told = new Set([
  'country', 'state', 'attestedAt', 'attestationSequence', 'startsAt', 'expectedEnd', 'dates', 'timeZoneVersion', 'patientAge', 'minorBasisRecorded', 'consentGiven',
  'identityVerified', 'servedStates', 'clinicians', 'cliniciansConsidered', 'numbers', 'fault',
]);

/** What a decision rested on, as sentences. Members that this page does not know are told by their own names. */
export function evidenceWords({ evidence, decision, clinicianName }: Pick<Replay, 'evidence' | 'decision' | 'clinicianName'>, zone: string): Said[] {
  const { numbers } = evidence;
  const span = say('evidence.timeText', { from: momentText(evidence.startsAt, zone), until: momentText(evidence.expectedEnd, zone) });
  return [
    { name: say('evidence.place'), lines: placeLines(evidence, zone) },
    { name: say('evidence.time'), lines: [span] },
    ...(evidence.dates.length > 0 ? [{ name: say('evidence.dates'), lines: evidence.dates.map(dateLine) }] : []),
    { name: say('evidence.patient'), lines: [patientLine(evidence)] },
    { name: say('evidence.clinician'), lines: clinicianLines(evidence, decision.authorityId, clinicianName) },
    { name: say('evidence.served'), lines: [evidence.servedStates.join(', ')] },
    {
      name: say('evidence.numbers'),
      lines: [say('evidence.numbersText', { minutes: Math.round(numbers.attestationMaxAgeSeconds / 60), verified: numbers.verifiedWithinDays, expiring: numbers.expiringWithinDays })],
    },
    { name: say('evidence.versions'), lines: [say('evidence.versionsText', { rules: decision.rulesVersion, zones: evidence.timeZoneVersion })] },
    ...(evidence.fault ? [{ name: say('evidence.fault'), lines: [evidence.fault] }] : []),
    ...moreLines(evidence),
  ];
}

function placeLines({ country, state, attestedAt, attestationSequence }: Evidence, zone: string) {
  if (!country || !attestedAt) return [say('evidence.placeUnknown')];
  const at = momentText(attestedAt, zone);
  const place =
    country !== 'US'
      ? say('evidence.placeAbroad', { country: countryName(country, 'en'), at })
      : state
        ? say('evidence.placeUs', { state: usStates[state] ?? state, at })
        : say('evidence.placeNoState', { at });
  return [place, say('evidence.statement', { count: attestationSequence })];
}

const dateLine = ({ zone, startsOn, endsOn }: Evidence['dates'][number]) =>
  startsOn === endsOn ? say('evidence.sameDay', { zone, day: dayText(startsOn) }) : say('evidence.twoDays', { zone, from: dayText(startsOn), to: dayText(endsOn) });

const patientLine = ({ patientAge, consentGiven, identityVerified, minorBasisRecorded }: Evidence) =>
  [
    patientAge === undefined ? say('evidence.ageUnknown') : say('evidence.age', { count: patientAge }),
    say(consentGiven ? 'evidence.consent' : 'evidence.noConsent'),
    say(identityVerified ? 'evidence.identity' : 'evidence.noIdentity'),
    ...(minorBasisRecorded ? [say('evidence.minorBasis')] : []),
  ].join('; ');

function clinicianLines({ clinicians, cliniciansConsidered }: Evidence, reliedOn: string | undefined, name: string | undefined) {
  if (clinicians.length === 0) return [say('evidence.nobody'), say('evidence.considered', { count: cliniciansConsidered })];
  return [
    ...clinicians.flatMap((one) => [
      [name ?? one.clinicianId, common(`profession.${one.profession}`), ...(one.active ? [] : [say('evidence.inactive')])].join(', '),
      ...(one.authorities.length === 0 ? [say('evidence.noRecords')] : one.authorities.map((authority) => authorityLine(authority, authority.id === reliedOn))),
    ]),
    ...(cliniciansConsidered > clinicians.length ? [say('evidence.considered', { count: cliniciansConsidered })] : []),
  ];
}

function authorityLine(authority: EvidenceAuthority, reliedOn: boolean) {
  const line = say('evidence.authority', {
    kind: admin(`authorityKind.${authority.kind}`),
    profession: authority.profession,
    from: dayText(authority.effectiveOn),
    until: dayText(authority.expiresOn),
    status: authority.boardStatus,
    verified: authority.verifiedOn ? say('evidence.verified', { day: dayText(authority.verifiedOn) }) : say('evidence.neverVerified'),
  });
  return reliedOn ? `${line}; ${say('evidence.reliedOn')}` : line;
}

const moreLines = (evidence: Evidence): Said[] =>
  Object.entries(evidence)
    .filter(([name, value]) => !told.has(name) && value !== null && value !== undefined)
    .map(([name, value]) => ({ name: codeWords(name), lines: typeof value === 'object' ? Object.entries(value as object).map(([key, entry]) => `${codeWords(key)}: ${textOf(entry)}`) : [textOf(value)] }));

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
