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

export interface Decision {
  verdict: Verdict;
  reasons: Reason[];
  jurisdiction?: string;
  authorityId?: string;
  candidates: string[];
  decidedAt: string;
  validUntil?: string;
  rulesVersion: string;
}
