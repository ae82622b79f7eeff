import { usStates, type DecisionEvidence, type Usage } from '../../contract';
import { codeText } from './refusals';
import { say } from './texts';
import { momentText } from './time';

export interface Proof {
  name: string;
  lines: string[];
}

export const placeName = (code: string) => (code === 'OUTSIDE' ? say('proof.outside') : (usStates[code] ?? code));

/** What a decision rested on besides the stated place, in fields that staff can read. */
export function proofsOf(evidence: DecisionEvidence, zone: string): Proof[] {
  const { device, confirmation, exemption, clinicianLocation, usage } = evidence;
  return [
    ...(device ? [{ name: say('proof.device'), lines: deviceLines(device, zone) }] : []),
    { name: say('proof.address'), lines: [say(evidence.hasAddress ? 'proof.addressGiven' : 'proof.addressMissing')] },
    ...(confirmation ? [{ name: say('proof.confirmed'), lines: confirmationLines(confirmation, zone) }] : []),
    ...(exemption ? [{ name: say('proof.exemption'), lines: exemptionLines(exemption, zone) }] : []),
    ...(clinicianLocation ? [{ name: say('proof.clinician'), lines: [placeName(clinicianLocation)] }] : []),
    ...(usage && usage.length > 0 ? [{ name: say('proof.usage'), lines: usage.map(usageLine) }] : []),
  ];
}

function deviceLines(device: NonNullable<DecisionEvidence['device']>, zone: string) {
  const { candidates, containing, nearestBorder, accuracyMeters, tooCoarse, nearShore, at, counted } = device;
  return [
    tooCoarse ? say('proof.deviceCoarse') : say('proof.deviceIn', { places: candidates.map(placeName).join(', ') }),
    ...(tooCoarse ? [] : [containing ? say('proof.deviceInside', { place: placeName(containing) }) : say('proof.deviceNowhere')]),
    ...(nearShore ? [say('proof.shore')] : []),
    ...(tooCoarse ? [] : [say('proof.border', { distance: say(`proof.border.${nearestBorder}`) })]),
    say('proof.accuracy', { meters: accuracyMeters.toLocaleString('en-US') }),
    say('proof.at', { time: momentText(at, zone) }),
    ...(counted ? [] : [say('proof.notCounted')]),
  ];
}

const confirmationLines = ({ method, name, at, ofThisPlace }: NonNullable<DecisionEvidence['confirmation']>, zone: string) => [
  say('proof.confirmedBy', { how: say(`proof.how.${method}`), name: name ?? say('proof.someone'), time: momentText(at, zone) }),
  ...(ofThisPlace ? [] : [say('proof.confirmedOld')]),
];

const exemptionLines = ({ kind, reason, relationship, name, at }: NonNullable<DecisionEvidence['exemption']>, zone: string) => [
  kind ? codeText('authorityKind', kind) : say('proof.exemptionRecord'),
  say('proof.exemptionWhy', { reason: say(`justify.${reason}`) }),
  say('proof.exemptionWho', { relationship: say(`relationship.${relationship}`) }),
  say('proof.exemptionBy', { name: name ?? say('proof.someone'), time: momentText(at, zone) }),
];

export function usageLine({ kind, state, unit, max, used, adds, open }: Pick<Usage, 'kind' | 'state' | 'unit' | 'max' | 'used' | 'adds' | 'open'>) {
  const said = { kind: codeText('authorityKind', kind), max, unit: say(`proof.unit.${unit}`) };
  const text = used === undefined ? say('proof.usageUnknown', said) : say('proof.usageText', { ...said, used, adds });
  const line = state ? say('proof.usageThere', { text, place: placeName(state) }) : text;
  return open ? line : `${line}; ${say('proof.usageClosed')}`;
}
