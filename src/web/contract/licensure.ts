export type Verdict = 'Allow' | 'Hold' | 'Deny';
export type Severity = 'Info' | 'Warning' | 'Hold' | 'Deny';

export interface Reason {
  code: string;
  severity: Severity;
  text: string;
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
