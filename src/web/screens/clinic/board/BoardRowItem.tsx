import type { BoardRow } from '../../../contract';
import { Badge, Button } from '../../../ui';
import { Link } from '../../staff/Link';
import { PhaseBadge } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { clockText, durationText, timeText } from '../../staff/time';
import { secondsLeft } from '../admit';
import { alertText, say } from '../texts';
import { PresenceBadge } from '../PresenceBadge';
import { useGate } from './Gate';
import { Readiness } from './Readiness';
import { RowMenu, type RowAct } from './RowMenu';
import { waitOf } from './waiting';

interface Props {
  row: BoardRow;
  now: number;
  me: { staffId: string; clinician: boolean; desk: boolean };
  admitting: boolean;
  requestedUntil?: string;
  onAdmit: () => void;
  onAct: (act: RowAct) => void;
}

export function BoardRowItem({ row, now, me, admitting, requestedUntil, onAdmit, onAct }: Props) {
  const { patient, claim } = row;
  const gate = useGate(row);
  const mineClaimed = claim?.staffId === me.staffId;
  const askedOver = isAskedOver(row, me);
  const left = secondsLeft(requestedUntil, now);
  const level = waitOf(row, now)?.level ?? 'calm';
  return (
    <li class={`board-row ${row.safetyOpen ? 'board-row-safety' : ''} board-row-${row.phase === 'Waiting' ? level : 'calm'}`} data-visit={row.visitId}>
      <WhenCell row={row} now={now} />
      <div class="board-who">
        <h3>
          <Link to={`/clinic/visits/${row.visitId}`} class="board-name">{patient.name}</Link>
          {patient.age !== undefined && <span class="soft"> {common('age', { count: patient.age })}</span>}
        </h3>
        <p class="small soft inline-list">
          <span>{common(`kind.${row.kind}`)}</span>
          <span>{row.clinician?.name ?? common('unassigned')}</span>
          {row.modality === 'Phone' && <span>{say('row.phone')}</span>}
          {row.others > 0 && <span>{say('row.others', { count: row.others })}</span>}
          {row.patient.preferredLanguage && row.patient.preferredLanguage !== 'en' && <span>{say('row.language', { language: languageName(row.patient.preferredLanguage) })}</span>}
        </p>
        <Readiness row={row} />
        {row.alerts.length > 0 && (
          <ul class="chips">
            {row.alerts.map((code) => (
              <li key={code}><Badge tone="warning" icon="alert">{alertText(code)}</Badge></li>
            ))}
          </ul>
        )}
      </div>
      <div class="board-gate">
        {row.phase !== 'Closed' && row.phase !== 'Scheduled' && <PresenceBadge presence={row.presence} />}
        {gate.chip}
        {askedOver && <Badge tone="warning" icon="people">{say('row.askedOver')}</Badge>}
        {claim && row.phase === 'Waiting' && <Badge tone="info" icon="user">{mineClaimed ? say('row.claimedByMe') : say('row.claimedBy', { name: claim.name })}</Badge>}
      </div>
      {gate.details}
      <div class="board-acts">
        {left !== undefined && row.phase === 'Waiting' && (
          <p class="small" role="status">{say('admit.waiting', { time: durationSeconds(left) })}</p>
        )}
        <Primary row={row} me={me} busy={admitting} waiting={left !== undefined} onAdmit={onAdmit} />
        <RowMenu row={row} now={now} mineClaimed={mineClaimed} onAct={onAct} />
      </div>
    </li>
  );
}

/** A clinician is shown another's running visit only while asked to take it over. */
const isAskedOver = ({ phase, clinician }: BoardRow, me: Props['me']) =>
  me.clinician && !me.desk && (phase === 'InProgress' || phase === 'OnHold') && clinician !== undefined && clinician.staffId !== me.staffId;

function WhenCell({ row, now }: { row: BoardRow; now: number }) {
  const wait = row.phase === 'Waiting' ? waitOf(row, now) : undefined;
  return (
    <div class="board-when">
      <strong title={timeText(row.startsAt, row.zone)}>{clockText(row.startsAt, row.zone)}</strong>
      {wait && (
        <span class={`wait wait-${wait.level}`}>
          {say('wait.text', { time: durationText(wait.minutes * 60_000) })}
          {wait.level !== 'calm' && <span class="wait-word">{say(`wait.${wait.level}`)}</span>}
        </span>
      )}
      {row.phase === 'Waiting' && row.place !== undefined && <span class="small soft">{say('row.place', { place: row.place })}</span>}
      {row.phase !== 'Waiting' && <PhaseBadge phase={row.phase} />}
      {row.hold && <span class="small">{say('row.heldFor', { time: durationText(now - Date.parse(row.hold.since)) })}</span>}
    </div>
  );
}

function Primary({ row, me, busy, waiting, onAdmit }: { row: BoardRow; me: Props['me']; busy: boolean; waiting: boolean; onAdmit: () => void }) {
  if (row.phase === 'Waiting' && me.clinician) {
    const other = row.claim && row.claim.staffId !== me.staffId;
    return (
      <Button busy={busy || waiting} disabled={other} aria-label={say('row.named', { what: say('row.admit'), name: row.patient.name })} kind={row.verdict && row.verdict.verdict !== 'Allow' ? 'secondary' : 'primary'} onClick={onAdmit}>
        {say('row.admit')}
      </Button>
    );
  }
  const mine = row.clinician?.staffId === me.staffId && (row.phase === 'InProgress' || row.phase === 'OnHold');
  return (
    <Link to={`/clinic/visits/${row.visitId}`} class={`button ${mine ? 'button-primary' : 'button-secondary'}`} label={say('row.named', { what: say(mine ? 'row.goBack' : 'row.open'), name: row.patient.name })}>
      {say(mine ? 'row.goBack' : 'row.open')}
    </Link>
  );
}

export const durationSeconds = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

const languageName = (code: string) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code;
