import { describe, expect, it } from 'vitest';
import { rowOf } from '../testing';
import { arrivals, boardChanged, boardLoaded, emptyBoard, sectionsOf } from './boardState';

const loaded = (...rows: ReturnType<typeof rowOf>[]) => boardLoaded(emptyBoard, { at: '2026-11-23T17:00:00Z', rows });
const change = (rows: ReturnType<typeof rowOf>[], removed: string[] = []) => ({ at: '2026-11-23T17:01:00Z', rows, removed });

describe('the board', () => {
  it('replaces a row by a newer or equally new one, never by an older', () => {
    const board = loaded(rowOf('a', { version: 5, presence: 'Connected' }));
    expect(boardChanged(board, change([rowOf('a', { version: 5, presence: 'Away' })])).rows.get('a')?.presence).toBe('Away');
    expect(boardChanged(board, change([rowOf('a', { version: 4, presence: 'Away' })])).rows.get('a')?.presence).toBe('Connected');
  });

  it('keeps a newer row when an older snapshot comes late', () => {
    const board = loaded(rowOf('a', { version: 5, phase: 'InProgress' }));
    const again = boardLoaded(board, { at: '2026-11-23T17:02:00Z', rows: [rowOf('a', { version: 4 }), rowOf('b')] });
    expect(again.rows.get('a')?.phase).toBe('InProgress');
    expect(again.rows.has('b')).toBe(true);
  });

  it('forgets what a snapshot no longer holds, and what was removed', () => {
    const board = loaded(rowOf('a'), rowOf('b'));
    expect([...boardLoaded(board, { at: 'x', rows: [rowOf('b')] }).rows.keys()]).toEqual(['b']);
    expect([...boardChanged(board, change([], ['b'])).rows.keys()]).toEqual(['a']);
  });

  it('tells of those who came to the line, but not on the first load', () => {
    const before = loaded(rowOf('a', { phase: 'Scheduled' }), rowOf('b'));
    const after = boardChanged(before, change([rowOf('a', { version: 8 })]));
    expect(arrivals(before, after).map(({ visitId }) => visitId)).toEqual(['a']);
    expect(arrivals(emptyBoard, before)).toEqual([]);
  });

  it('sorts the line by place, a safety concern first', () => {
    const { waiting, running, today } = sectionsOf(
      loaded(
        rowOf('second', { place: 2 }),
        rowOf('first', { place: 1 }),
        rowOf('urgent', { place: 9, safetyOpen: true }),
        rowOf('held', { phase: 'OnHold' }),
        rowOf('over', { phase: 'Closed' }),
      ),
    );
    expect(waiting.map(({ visitId }) => visitId)).toEqual(['urgent', 'first', 'second']);
    expect(running.map(({ visitId }) => visitId)).toEqual(['held']);
    expect(today.map(({ visitId }) => visitId)).toEqual(['over']);
  });

  it('shows only mine, or only whom one looks for', () => {
    const board = loaded(
      rowOf('mine', { clinician: { staffId: 'me', name: 'Me' } }),
      rowOf('claimed', { clinician: undefined, claim: { staffId: 'me', name: 'Me', until: 'x' } }),
      rowOf('other', { clinician: { staffId: 'you', name: 'You' }, patient: { name: 'Ángela Núñez' } }),
    );
    expect(sectionsOf(board, { mineOf: 'me' }).waiting.map(({ visitId }) => visitId)).toEqual(['claimed', 'mine']);
    expect(sectionsOf(board, { search: ' núñ ' }).waiting.map(({ visitId }) => visitId)).toEqual(['other']);
  });
});
