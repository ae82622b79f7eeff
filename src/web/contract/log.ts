import type { AuditRecord } from './staff';

export interface RecordsPage {
  items: AuditRecord[];
  nextCursor?: string;
  query: string;
  from: string;
  to?: string;
  /** On the first page. */
  count?: { number: number; more: boolean };
  /** The search reaches back to records that retention removed: the latest time of one. */
  prunedUntil?: string;
  /** The index is far behind. */
  behind: boolean;
}

export type QueryKey = 'Actor' | 'Visit' | 'Patient' | 'Staff' | 'Code' | 'Outcome' | 'State' | 'Role' | 'Reason' | 'Stream' | 'Before' | 'After';

export interface QueryTerm {
  key: QueryKey;
  not: boolean;
  /** The label is a name of staff. */
  values: { text: string; label?: string }[];
  start: number;
  length: number;
}

export interface QueryProblem {
  start: number;
  length: number;
  text: string;
}

/** Without `canonical` there are errors. */
export interface ParsedQuery {
  canonical?: string;
  terms: QueryTerm[];
  errors: QueryProblem[];
}

export interface Proposals {
  start: number;
  length: number;
  items: { text: string; label: string }[];
}

export interface FollowAnswer {
  items: AuditRecord[];
  cursor: string;
  until: string;
}

export interface ChartDay {
  date: string;
  done: number;
  refused: number;
  allowed: number;
  held: number;
  denied: number;
}

export interface ChartBar {
  name: string;
  label: string;
  count: number;
}

export interface Charts {
  days: ChartDay[];
  reasons: ChartBar[];
  categories: ChartBar[];
}

export interface Anomalies {
  items: { kind: 'BulkReads' | 'OffHours' | 'RefusedThenDone' | 'OwnRecord'; actorId: string; actorName?: string; from: string; to: string; count: number; visitId?: string; query: string }[];
  whole: boolean;
}

export interface SavedSearch {
  id: string;
  query: string;
  from: string;
  to: string;
  createdBy: string;
  createdByName?: string;
  createdAt: string;
  state: 'Running' | 'Done' | 'Full' | 'Cancelled' | 'Failed';
  percent: number;
  found: number;
  keptUntil?: string;
}

export type ExportFormat = 'Csv' | 'Fhir' | 'Html';
export type ExportPurpose = 'AuditReview' | 'PatientRequest' | 'LegalProcess' | 'Oversight' | 'Incident' | 'Archive' | 'Other';

export interface LogExport {
  id: string;
  query: string;
  from?: string;
  to?: string;
  whole: boolean;
  formats: ExportFormat[];
  /** With the records' personal parts, opened. */
  details: boolean;
  purpose: ExportPurpose;
  createdBy: string;
  createdByName?: string;
  createdAt: string;
  state: 'Running' | 'Done' | 'Failed' | 'Cancelled' | 'Removed';
  step: 'Waiting' | 'Finding' | 'Writing' | 'Packing';
  percent: number;
  done: number;
  /** Records in it, once that is known. */
  total?: number;
  fault?: 'EXPORT_TOO_LARGE' | 'LOG_NOT_SIGNED' | 'RECORD_MISSING' | 'RECORD_CHANGED' | 'DETAIL_UNREADABLE' | 'FOLDER_UNAVAILABLE' | 'UNEXPECTED';
  bytes?: number;
  sha256?: string;
  /** The record whose proof shows that nothing was taken out of the file. */
  receiptId?: number;
  keptUntil?: string;
}

/** The sealed log at a glance: its trees, newest first, with their public keys. */
export interface SealedLog {
  origins: { number: number; origin: string; keys: { vkey: string }[] }[];
}
