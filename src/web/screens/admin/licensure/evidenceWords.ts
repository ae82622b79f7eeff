import { countryName, usStates, type Decision, type Evidence, type EvidenceAuthority, type MinorFinding, type Replay, type WiderEvidence } from '../../../contract';
import { placeName, proofsOf, usageLine } from '../../staff/proofs';
import { say as common } from '../../staff/texts';
import { dayText, momentText } from '../../staff/time';
import { codeWords } from '../log/recordText';
import { say } from './evidenceTexts';

export interface Said {
  name: string;
  lines: string[];
}

const told = new Set([
  'country', 'state', 'attestedAt', 'attestationSequence', 'startsAt', 'expectedEnd', 'dates', 'timeZoneVersion', 'patientAge', 'minorBasisRecorded', 'consentGiven',
  'identityVerified', 'servedStates', 'clinicians', 'cliniciansConsidered', 'numbers', 'fault', 'minors', 'more',
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
    ...(evidence.minors && evidence.minors.length > 0 ? [{ name: say('evidence.minors'), lines: evidence.minors.map(minorLine) }] : []),
    { name: say('evidence.clinician'), lines: clinicianLines(evidence, decision.authorityId, clinicianName) },
    { name: say('evidence.served'), lines: [evidence.servedStates.join(', ')] },
    {
      name: say('evidence.numbers'),
      lines: [say('evidence.numbersText', { minutes: Math.round(numbers.attestationMaxAgeSeconds / 60), verified: numbers.verifiedWithinDays, expiring: numbers.expiringWithinDays })],
    },
    { name: say('evidence.versions'), lines: [say('evidence.versionsText', { rules: decision.rulesVersion, zones: evidence.timeZoneVersion })] },
    ...(evidence.more ? widerWords(evidence, evidence.more, decision, zone) : []),
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
  const plain = say('evidence.authority', {
    kind: common(`authorityKind.${authority.kind}`),
    profession: authority.profession,
    from: dayText(authority.effectiveOn),
    until: dayText(authority.expiresOn),
    status: authority.boardStatus,
    verified: authority.verifiedOn ? say('evidence.verified', { day: dayText(authority.verifiedOn) }) : say('evidence.neverVerified'),
  });
  const line = [plain, ...termsOf(authority)].join('; ');
  return reliedOn ? `${line}; ${say('evidence.reliedOn')}` : line;
}

/** What more must hold of a record, beside its dates and its board. */
function termsOf({ kind, terms }: EvidenceAuthority) {
  if (!terms) return [];
  const scope = terms.scope === 'Any' ? terms.pathScope : terms.scope;
  return [
    ...(terms.state ? [say('evidence.heldAgainst', { state: placeName(terms.state) })] : []),
    ...(terms.named ? [] : [say('evidence.notNamed')]),
    ...(terms.encumbered ? [say('evidence.encumbered')] : []),
    ...(terms.compact ? [say('evidence.compact', { id: terms.compact.id.replace('_', ' ') })] : []),
    ...(terms.path ? [say('evidence.path', { id: terms.path.id })] : []),
    ...(terms.home ? [say('evidence.home', { states: terms.home.states.join(', '), until: dayText(terms.home.expiresOn), status: terms.home.boardStatus })] : terms.needsHome ? [say('evidence.noHome')] : []),
    ...(terms.clinicianIn.length > 0 ? [say('evidence.clinicianIn', { states: terms.clinicianIn.join(', ') })] : []),
    ...(terms.needsJustification ? [say('evidence.toJustify')] : []),
    ...(scope === 'Any' ? [] : [say('evidence.scope', { relationship: common(`relationship.${scope}`) })]),
    ...terms.usage.map((usage) => usageLine({ ...usage, kind })),
  ];
}

const minorLine = ({ state, age, ruleId, holds, guardianIdNeeded, stale }: MinorFinding) =>
  [
    say('evidence.minor', { place: placeName(state), count: age }),
    say(holds ? 'evidence.minorHolds' : 'evidence.minorNot', { rule: ruleId ?? common('none') }),
    ...(guardianIdNeeded ? [say('evidence.minorGuardian')] : []),
    ...(stale ? [say('evidence.minorStale')] : []),
  ].join('; ');

/** What the second engine looks at besides, in the same fields as on the visit's page. */
function widerWords({ attestationSequence }: Evidence, more: WiderEvidence, { decidedAt }: Decision, zone: string): Said[] {
  const { device, confirmation, exemption, signals, numbers } = more;
  const age = device ? (Date.parse(decidedAt) - Date.parse(device.at)) / 1000 : 0;
  const proofs = proofsOf(
    {
      device: device && { ...device, counted: !device.tooCoarse && device.candidates.length > 0 && age <= numbers.deviceMaxAgeSeconds },
      hasAddress: more.hasAddress,
      confirmation: confirmation && { ...confirmation, ofThisPlace: confirmation.attestationSequence === attestationSequence },
      exemption,
      clinicianLocation: more.clinicianLocation,
    },
    zone,
  );
  const weak = [
    ...(signals?.ipRegion ? [say('evidence.ipRegion', { place: placeName(signals.ipRegion) })] : []),
    ...(signals?.ipAnonymizer ? [say('evidence.ipHidden')] : []),
    ...(signals?.timeZone ? [say(more.timeZoneDiffers ? 'evidence.clockDiffers' : 'evidence.clockFits', { zone: signals.timeZone })] : []),
    ...(more.movedAt ? [say('evidence.moved', { time: momentText(more.movedAt, zone) })] : []),
  ];
  return [
    ...proofs,
    ...(more.others.length > 0 ? [{ name: say('evidence.others'), lines: more.others.map(({ state, served, dates }) => [placeName(state), say(served ? 'evidence.isServed' : 'evidence.notServed'), ...dates.map(dateLine)].join('; ')) }] : []),
    ...(weak.length > 0 ? [{ name: say('evidence.weak'), lines: weak }] : []),
    ...(more.emergencyContactAsked ? [] : [{ name: say('evidence.contact'), lines: [say('evidence.contactMissing')] }]),
    ...(more.flexibilityEndsOn ? [{ name: say('evidence.flexibility'), lines: [dayText(more.flexibilityEndsOn)] }] : []),
    {
      name: say('evidence.engine'),
      lines: [say('evidence.engineText', { engine: more.engine, minutes: Math.round(numbers.deviceMaxAgeSeconds / 60), days: numbers.ruleStaleAfterDays }), ...(device ? [say('evidence.map', { version: device.mapVersion })] : [])],
    },
  ];
}

const moreLines = (evidence: Evidence): Said[] =>
  Object.entries(evidence)
    .filter(([name, value]) => !told.has(name) && value !== null && value !== undefined)
    .map(([name, value]) => ({ name: codeWords(name), lines: typeof value === 'object' ? Object.entries(value as object).map(([key, entry]) => `${codeWords(key)}: ${textOf(entry)}`) : [textOf(value)] }));

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
