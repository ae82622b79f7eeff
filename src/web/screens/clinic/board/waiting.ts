import type { BoardRow } from '../../../contract';

export type WaitLevel = 'calm' | 'long' | 'tooLong';

const longMinutes = 10;
const tooLongMinutes = 20;

export interface Wait {
  minutes: number;
  level: WaitLevel;
}

/** How long the patient has waited; nobody can be kept waiting before the planned start, so the level counts from the later one. */
export function waitOf({ waitingSince, startsAt }: Pick<BoardRow, 'waitingSince' | 'startsAt'>, now: number): Wait | undefined {
  if (!waitingSince) return undefined;
  const since = Date.parse(waitingSince);
  const owed = Math.floor((now - Math.max(since, Date.parse(startsAt))) / 60_000);
  const level = owed >= tooLongMinutes ? 'tooLong' : owed >= longMinutes ? 'long' : 'calm';
  return { minutes: Math.max(0, Math.floor((now - since) / 60_000)), level };
}

const noShowMinutes = 15;

/** When the desk may ask to mark a no-show; the server decides. */
export const noShowAskable = ({ phase, startsAt, waitingSince, safetyOpen }: BoardRow, now: number) =>
  phase === 'Scheduled' && !waitingSince && !safetyOpen && now - Date.parse(startsAt) >= noShowMinutes * 60_000;
