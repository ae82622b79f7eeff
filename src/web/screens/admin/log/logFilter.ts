import { instantOf } from '../../staff/time';
import { say } from '../texts';

export interface LogFilter {
  visitId: string;
  patientId: string;
  actorId: string;
  code: string;
  from: string;
  to: string;
  refused: boolean;
}

export const emptyFilter: LogFilter = { visitId: '', patientId: '', actorId: '', code: '', from: '', to: '', refused: false };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ids = ['visitId', 'patientId', 'actorId'] as const;

/** The filter's query; the times are read in the given zone. */
export function queryOf({ refused, from, to, ...rest }: LogFilter, zone: string) {
  const trimmed = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value.trim().replace(/^[A-F0-9-]{36}$/i, (id) => id.toLowerCase())]));
  return { ...trimmed, from: momentOf(from, zone), to: momentOf(to, zone), ...(refused ? { outcome: 'Refused' } : {}) };
}

export function filterErrors(filter: LogFilter) {
  return ids.filter((id) => filter[id].trim() && !uuid.test(filter[id].trim())).map((id) => ({ id, text: say('log.uuidWrong') }));
}

/** Only ids and codes go into the address, so that a filter can be kept as a bookmark. */
export function filterFrom(query: URLSearchParams): LogFilter {
  return {
    ...emptyFilter,
    visitId: query.get('visit') ?? '',
    patientId: query.get('patient') ?? '',
    actorId: query.get('actor') ?? '',
    code: query.get('code') ?? '',
    refused: query.get('refused') === 'yes',
  };
}

export function addressOf(filter: LogFilter) {
  const pairs = [
    ['visit', filter.visitId.trim()],
    ['patient', filter.patientId.trim()],
    ['actor', filter.actorId.trim()],
    ['code', filter.code.trim()],
    ['refused', filter.refused ? 'yes' : ''],
  ].filter(([, value]) => value);
  return pairs.length > 0 ? `/admin/log?${new URLSearchParams(pairs as [string, string][])}` : '/admin/log';
}

function momentOf(local: string, zone: string) {
  const [day = '', time = ''] = local.split('T');
  const moment = instantOf(day, time.slice(0, 5), zone);
  return 'instant' in moment ? moment.instant : undefined;
}
