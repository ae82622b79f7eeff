import type { MatrixCell, Reason } from '../../../contract';
import { dayText } from '../../staff/time';
import { say, texts } from './texts';

/** What stands first against it; nothing where only notes are left. */
export const firstReason = (reasons: readonly Reason[]): Reason | undefined => reasons.find(({ severity }) => severity !== 'Info');

/** A cell's few words below its answer: why not, or until when. */
export function cellWhy({ verdict, reasons, authority }: Pick<MatrixCell, 'verdict' | 'reasons' | 'authority'>): string {
  const reason = firstReason(reasons);
  if (reason && (verdict !== 'Allow' || reason.code === 'VERIFICATION_STALE')) {
    const key = `short.${reason.code}`;
    return key in texts ? say(key as keyof typeof texts) : say('short.other');
  }
  return authority ? say('matrix.until', { day: dayText(authority.expiresOn) }) : '';
}

export interface Cell {
  row: number;
  column: number;
}

/** Where the focus goes by this key; undefined for a key that is not ours. */
export function moved({ row, column }: Cell, key: string, rows: number, columns: number): Cell | undefined {
  const clamp = (value: number, most: number) => Math.min(Math.max(value, 0), most - 1);
  switch (key) {
    case 'ArrowRight':
      return { row, column: clamp(column + 1, columns) };
    case 'ArrowLeft':
      return { row, column: clamp(column - 1, columns) };
    case 'ArrowDown':
      return { row: clamp(row + 1, rows), column };
    case 'ArrowUp':
      return { row: clamp(row - 1, rows), column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    default:
      return undefined;
  }
}
