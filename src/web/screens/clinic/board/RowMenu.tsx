import type { BoardRow } from '../../../contract';
import { Menu } from '../../staff/Menu';
import { say as common } from '../../staff/texts';
import { say } from '../texts';
import { noShowAskable } from './waiting';

export type RowAct = 'release' | 'refuse' | 'noShow' | 'checkIn' | 'links';

interface Props {
  row: BoardRow;
  now: number;
  mineClaimed: boolean;
  onAct: (act: RowAct) => void;
}

export function actsOf(row: BoardRow, now: number, mineClaimed: boolean): RowAct[] {
  if (row.phase === 'Closed') return [];
  const before = row.phase === 'Scheduled' || row.phase === 'Waiting';
  return [
    ...(mineClaimed && row.phase === 'Waiting' ? (['release'] as const) : []),
    ...(row.phase === 'Scheduled' ? (['checkIn'] as const) : []),
    ...(noShowAskable(row, now) ? (['noShow'] as const) : []),
    ...(before ? (['links', 'refuse'] as const) : []),
  ];
}

export function RowMenu({ row, now, mineClaimed, onAct }: Props) {
  const acts = actsOf(row, now, mineClaimed);
  if (acts.length === 0) return null;
  return (
    <Menu
      label={say('row.named', { what: common('more'), name: row.patient.name })}
      items={acts.map((act) => ({ key: act, title: say(`act.${act}`), danger: act === 'refuse' || act === 'noShow' }))}
      onChoose={(key) => onAct(key as RowAct)}
    />
  );
}
