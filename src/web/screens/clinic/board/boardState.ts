import type { Board, BoardChanged, BoardRow } from '../../../contract';

export interface BoardState {
  /** The server's clock when it last spoke. */
  at?: string;
  rows: ReadonlyMap<string, BoardRow>;
}

export const emptyBoard: BoardState = { rows: new Map() };

/** A snapshot replaces everything, but never a row by an older version of itself. */
export function boardLoaded(state: BoardState, board: Board): BoardState {
  const rows = new Map(board.rows.map((row) => [row.visitId, newest(state.rows.get(row.visitId), row)]));
  return { at: board.at, rows };
}

export function boardChanged(state: BoardState, change: BoardChanged): BoardState {
  const rows = new Map(state.rows);
  for (const row of change.rows) rows.set(row.visitId, newest(rows.get(row.visitId), row));
  for (const visitId of change.removed ?? []) rows.delete(visitId);
  return { at: change.at, rows };
}

const newest = (known: BoardRow | undefined, row: BoardRow) => (known && known.version > row.version ? known : row);

/** Who has come to the line since: they are announced, and rung for when that is switched on. */
export function arrivals(before: BoardState, after: BoardState): BoardRow[] {
  if (!before.at) return [];
  return [...after.rows.values()].filter((row) => row.phase === 'Waiting' && before.rows.get(row.visitId)?.phase !== 'Waiting');
}

export type Section = 'waiting' | 'running' | 'today';

export interface Sections {
  waiting: BoardRow[];
  running: BoardRow[];
  today: BoardRow[];
}

export interface BoardFilter {
  mineOf?: string;
  search?: string;
}

/** The line in its order, what runs now, and the rest of the day; a safety concern comes first everywhere. */
export function sectionsOf({ rows }: BoardState, { mineOf, search = '' }: BoardFilter = {}): Sections {
  const wanted = search.trim().toLocaleLowerCase();
  const shown = [...rows.values()].filter(
    (row) =>
      (!mineOf || row.clinician?.staffId === mineOf || row.claim?.staffId === mineOf) &&
      (!wanted || row.patient.name.toLocaleLowerCase().includes(wanted)),
  );
  const of = (section: Section, order: (row: BoardRow) => string) =>
    shown.filter((row) => sectionOf(row) === section).sort((a, b) => urgency(b) - urgency(a) || compare(order(a), order(b)) || compare(a.visitId, b.visitId));
  return {
    waiting: of('waiting', (row) => `${String(row.place ?? 9999).padStart(4, '0')} ${row.waitingSince ?? row.startsAt}`),
    running: of('running', (row) => row.startsAt),
    today: of('today', (row) => row.startsAt),
  };
}

export function sectionOf({ phase }: BoardRow): Section {
  switch (phase) {
    case 'Waiting':
      return 'waiting';
    case 'InProgress':
    case 'OnHold':
      return 'running';
    case 'Scheduled':
    case 'Closed':
      return 'today';
  }
}

const urgency = ({ safetyOpen }: BoardRow) => Number(safetyOpen);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
