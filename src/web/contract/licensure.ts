import type { Profession } from './staff';

export type Verdict = 'Allow' | 'Hold' | 'Deny';
export type Severity = 'Info' | 'Warning' | 'Hold' | 'Deny';

export type Remedy =
  | 'AttestLocation' | 'ReaffirmLocation' | 'GiveAddress' | 'ConfirmOnCamera' | 'StateClinicianLocation' | 'JustifyExemption' | 'RecordRelationship'
  | 'GuardianConsent' | 'VerifyGuardian' | 'GiveConsent' | 'Identify' | 'GiveEmergencyContact';

export interface Reason {
  code: string;
  severity: Severity;
  text: string;
  /** What lifts a Hold; absent for every other severity. */
  remedies?: Remedy[];
}

export type DistanceBucket = 'Under500m' | 'Under1km' | 'Under2500m' | 'Under10km' | 'Beyond';
export type ConfirmationMethod = 'OnCamera' | 'ByPhone';
export type JustificationReason =
  | 'EstablishedPatientAway' | 'ContinuityOfCare' | 'PatientMoved' | 'Consultation' | 'Disaster' | 'InPersonVisitPrepared' | 'FacilityContract' | 'LowVolume' | 'Other';
export type PatientScope = 'Any' | 'Established' | 'TemporarilyPresent' | 'Transferring';
export type UsageUnit = 'Day' | 'Encounter' | 'Patient';

/** How much of one limit of an authority other visits have used, and what this one adds. */
export interface Usage {
  authorityId: string;
  kind: string;
  state?: string;
  unit: UsageUnit;
  max: number;
  used?: number;
  adds: number;
  open: boolean;
}

/** What a decision rested on besides the stated place; for staff. */
export interface DecisionEvidence {
  device?: {
    candidates: string[];
    containing?: string;
    nearestBorder: DistanceBucket;
    accuracyMeters: number;
    tooCoarse: boolean;
    nearShore: boolean;
    at: string;
    counted: boolean;
  };
  hasAddress: boolean;
  confirmation?: { by: string; name?: string; at: string; method: ConfirmationMethod; ofThisPlace: boolean };
  exemption?: { authorityId: string; kind?: string; reason: JustificationReason; relationship: PatientScope; by: string; name?: string; at: string };
  clinicianLocation?: string;
  usage?: Usage[];
}

export interface Decision {
  verdict: Verdict;
  reasons: Reason[];
  jurisdiction?: string;
  authorityId?: string;
  candidates: string[];
  decidedAt: string;
  validUntil?: string;
  rulesVersion: string;
  evidence?: DecisionEvidence;
}

export interface EvaluateLicensure {
  clinicianId: string;
  profession?: Profession;
  location: {
    country: string;
    state?: string;
    coordinates?: { latitude: number; longitude: number; accuracyMeters: number };
    /** In place of coordinates. */
    device?: { candidates: string[]; accuracyMeters: number };
    hasAddress?: boolean;
  };
  clinicianLocation?: string;
  chosenAuthorityId?: string;
  relationship?: PatientScope;
  confirmed?: boolean;
  birthDate?: string;
  startsAt?: string;
  durationMinutes?: number;
}
