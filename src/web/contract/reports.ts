import type { ConfirmationMethod, Decision, DecisionEvidence, JustificationReason, PatientScope, Reason, Usage, Verdict } from './licensure';
import type { AuthorityKind, Profession, VisitSummary } from './staff';

/** The record that a verdict rests on. */
export interface ReliedOn {
  id: string;
  kind: AuthorityKind;
  issuer: string;
  number: string;
  effectiveOn: string;
  expiresOn: string;
  verifiedOn?: string;
}

export interface MatrixCell {
  state: string;
  verdict: Verdict;
  reasons: Reason[];
  authority?: ReliedOn;
}

export interface MatrixRow {
  clinicianId: string;
  name: string;
  credentials: string;
  profession: Profession;
  cells: MatrixCell[];
}

/** Who may treat where on one day; today where `on` is absent. */
export interface Matrix {
  on?: string;
  rulesVersion: string;
  states: string[];
  clinicians: MatrixRow[];
}

export type PlaceBasis = 'StatedForThisVisit' | 'LastVisit' | 'Unknown';

export interface EndangeredState {
  state: string;
  today: Verdict;
  then: Verdict;
  reasons: Reason[];
  authority?: ReliedOn;
}

export interface EndangeredVisit {
  visit: VisitSummary;
  place: PlaceBasis;
  states: EndangeredState[];
}

export interface EndangeredOfClinician {
  clinicianId: string;
  name: string;
  credentials: string;
  visits: EndangeredVisit[];
}

export interface EndangeredVisits {
  from: string;
  until: string;
  visitsConsidered: number;
  rulesVersion: string;
  clinicians: EndangeredOfClinician[];
}

export type DecisionPurpose = 'CheckIn' | 'Admit' | 'Resume' | 'Transfer' | 'TakeOver' | 'Grant' | 'Reevaluation' | 'DryRun';

export interface RefusedStart {
  recordId: number;
  visitId: string;
  at: string;
  purpose: DecisionPurpose;
  verdict: Verdict;
  clinicianId?: string;
  clinicianName?: string;
  places: string[];
  reasons: Reason[];
}

/** A clinician whom the gate would let start now, or for whom something is to be fixed first. */
export interface WhoMayItem {
  clinicianId: string;
  name: string;
  credentials: string;
  profession: Profession;
  verdict: Verdict;
  reasons: Reason[];
}

export interface WhoMay {
  at: string;
  considered: number;
  items: WhoMayItem[];
}

export interface EvidenceAuthority {
  id: string;
  kind: AuthorityKind;
  profession: Profession;
  effectiveOn: string;
  expiresOn: string;
  boardStatus: string;
  verifiedOn?: string;
  /** What more must hold; absent for a state's own full license without conditions. */
  terms?: {
    state?: string;
    named: boolean;
    encumbered: boolean;
    needsHome: boolean;
    home?: { kind: AuthorityKind; states: string[]; expiresOn: string; boardStatus: string };
    compact?: { id: string };
    path?: { id: string };
    clinicianIn: string[];
    needsJustification: boolean;
    scope: PatientScope;
    pathScope: PatientScope;
    usage: Pick<Usage, 'unit' | 'max' | 'used' | 'adds' | 'open'>[];
    [more: string]: unknown;
  };
  [more: string]: unknown;
}

/** What only the second engine looks at. */
export interface WiderEvidence {
  engine: number;
  numbers: { deviceMaxAgeSeconds: number; ruleStaleAfterDays: number; encumberedWarns: boolean };
  device?: Omit<NonNullable<DecisionEvidence['device']>, 'counted'> & { zones: string[]; mapVersion: string };
  signals?: { ipRegion?: string; ipAnonymizer: boolean; timeZone?: string };
  timeZoneDiffers: boolean;
  movedAt?: string;
  clinicianLocation?: string;
  hasAddress: boolean;
  confirmation?: { by: string; at: string; attestationSequence: number; method: ConfirmationMethod };
  exemption?: { authorityId: string; reason: JustificationReason; relationship: PatientScope; by: string; at: string };
  emergencyContactAsked: boolean;
  flexibilityEndsOn?: string;
  others: { state: string; served: boolean; dates: Evidence['dates'] }[];
}

/** What a minor's basis amounts to in one place. */
export interface MinorFinding {
  state: string;
  age: number;
  ruleId?: string;
  holds: boolean;
  guardianIdNeeded: boolean;
  stale: boolean;
}

/** The reduced inputs of a decision. Members that a newer server adds are shown as they come. */
export interface Evidence {
  country?: string;
  state?: string;
  attestedAt?: string;
  attestationSequence: number;
  startsAt: string;
  expectedEnd: string;
  dates: { zone: string; startsOn: string; endsOn: string }[];
  timeZoneVersion: string;
  patientAge?: number;
  minorBasisRecorded: boolean;
  consentGiven: boolean;
  identityVerified: boolean;
  servedStates: string[];
  clinicians: { clinicianId: string; profession: Profession; active: boolean; factsVersion: number; authorities: EvidenceAuthority[] }[];
  cliniciansConsidered: number;
  numbers: { attestationMaxAgeSeconds: number; verifiedWithinDays: number; expiringWithinDays: number };
  fault?: string;
  minors?: MinorFinding[];
  more?: WiderEvidence;
  [more: string]: unknown;
}

export interface Replay {
  recordId: number;
  visitId: string;
  seq: number;
  at: string;
  same: boolean;
  hashHolds: boolean;
  recorded: { hash: string; bytes: string };
  replayed: { hash: string; bytes: string };
  purpose: DecisionPurpose;
  basis: 'Start' | 'Continuation';
  clinicianId?: string;
  clinicianName?: string;
  decision: Decision;
  evidence: Evidence;
}

export type ImportLayout = 'Telehealth' | 'NursysENotify' | 'Fsmb';
export type ImportOutcome = 'Added' | 'Superseded' | 'Unchanged' | 'Error';

export interface ImportRow {
  line: number;
  outcome: ImportOutcome;
  clinicianId?: string;
  clinicianName?: string;
  /** "RN 12345, UT", where it could be read. */
  license?: string;
  error?: { code: string; column?: string; text: string };
  authorityId?: string;
  supersedes?: string;
}

export interface ImportAnswer {
  layout: ImportLayout;
  dryRun: boolean;
  written: boolean;
  knownColumns: string[];
  unknownColumns: string[];
  added: number;
  superseded: number;
  unchanged: number;
  errors: number;
  rows: ImportRow[];
}
