import { useRef, useState } from 'preact/hooks';
import type { BoardRow } from '../../../contract';
import { useLinkState } from '../../../live';
import { Banner, ScreenTitle, Spinner, toast } from '../../../ui';
import { Link } from '../../staff/Link';
import { RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { localDay, dateText, useNow } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { AdmitDialog } from '../AdmitDialog';
import { secondsLeft } from '../admit';
import { useClinicLink } from '../ClinicLink';
import { say } from '../texts';
import { useAdmit } from '../useAdmit';
import { BoardBar, type BoardChoice } from './BoardBar';
import { BoardRowItem } from './BoardRowItem';
import { sectionsOf } from './boardState';
import { onBoardKey } from './keys';
import { NoShowDialog, RefuseDialog } from './RowDialogs';
import type { RowAct } from './RowMenu';
import { useArrivals } from './useArrivals';
import { useBoard } from './useBoard';

export function BoardScreen() {
  const { me } = useStaff();
  const clinic = useClinic();
  const now = useNow();
  const today = localDay(now, clinic.timeZone);
  const clinician = hasRole(me, 'Clinician');
  const [choice, setChoice] = useState<BoardChoice>({ mine: false, day: today, search: '' });
  const onArrival = useArrivals();
  const { state, refusal } = useBoard(choice.day && choice.day !== today ? choice.day : undefined, onArrival);
  const link = useClinicLink();
  useLinkState(link);
  const admit = useAdmit((visitId) => navigate(`/clinic/visits/${visitId}`));
  const [acting, setActing] = useState<{ act: 'refuse' | 'noShow'; row: BoardRow }>();
  const list = useRef<HTMLDivElement>(null);
  const sections = sectionsOf(state, { mineOf: choice.mine ? me.staffId : undefined, search: choice.search });
  const alarms = [...state.rows.values()].filter(({ safetyOpen }) => safetyOpen);
  const asked = admit.asked;
  const requestedUntil = asked?.step?.kind === 'requested' ? asked.step.until : undefined;
  const askedRow = asked ? state.rows.get(asked.visitId) : undefined;

  const act = async (kind: RowAct, row: BoardRow) => {
    if (kind === 'refuse' || kind === 'noShow') setActing({ act: kind, row });
    else if (kind === 'checkIn') navigate(`/clinic/visits/${row.visitId}/check-in`);
    else if (kind === 'links') navigate(`/clinic/visits/${row.visitId}/desk`);
    else {
      const answer = await link.command('ReleasePatient', { visitId: row.visitId });
      toast(answer.refusal ? (answer.refusal.detail ?? answer.refusal.code) : say('done.release'), answer.refusal ? 'warning' : 'good');
    }
  };

  const section = (key: 'waiting' | 'running' | 'today', title: string, empty: string) => (
    <section class="board-section" aria-labelledby={`board-${key}`}>
      <h2 id={`board-${key}`}>
        {title} <span class="count">{sections[key].length}</span>
      </h2>
      {sections[key].length === 0 ? (
        <p class="board-empty soft">{empty}</p>
      ) : (
        <ul class="board-rows">
          {sections[key].map((row) => (
            <BoardRowItem
              key={row.visitId}
              row={row}
              now={now}
              me={{ staffId: me.staffId, clinician, desk: hasRole(me, 'FrontDesk', 'Admin') }}
              admitting={asked?.visitId === row.visitId && asked.busy}
              requestedUntil={asked?.visitId === row.visitId ? requestedUntil : undefined}
              onAdmit={() => void admit.admit(row.visitId)}
              onAct={(kind) => void act(kind, row)}
            />
          ))}
        </ul>
      )}
    </section>
  );

  return (
    <div class="board" ref={list} onKeyDown={(event) => list.current && onBoardKey(event, list.current)}>
      <div class="screen-head">
        <ScreenTitle>{say('board.title')}</ScreenTitle>
        <span class="soft">{dateText(new Date(now).toISOString(), clinic.timeZone)}</span>
      </div>
      {alarms.length > 0 && (
        <div role="alert">
          <Banner tone="danger" title={say('board.safety', { count: alarms.length })}>
            <div class="row">
              {alarms.map((row) => (
                <Link key={row.visitId} to={`/clinic/visits/${row.visitId}`}>{say('board.safetyOpen', { name: row.patient.name })}</Link>
              ))}
            </div>
          </Banner>
        </div>
      )}
      <BoardBar choice={choice} onChoice={setChoice} canBeMine={clinician} />
      <RefusalBanner refusal={refusal} />
      {requestedUntil && askedRow && <AdmitNotice until={requestedUntil} now={now} phase={askedRow.phase} visitId={askedRow.visitId} />}
      {!state.at && !refusal ? (
        <Spinner label={say('board.loading')} />
      ) : (
        <>
          {section('waiting', say('board.waiting'), say('board.waitingEmpty'))}
          {section('running', say('board.running'), say('board.runningEmpty'))}
          {section('today', choice.day && choice.day !== today ? say('board.day', { day: choice.day }) : say('board.today'), say('board.todayEmpty'))}
        </>
      )}
      <AdmitDialog control={admit} visit={askedRow && { ...askedRow, name: askedRow.patient.name }} />
      {acting?.act === 'refuse' && <RefuseDialog row={acting.row} onClose={() => setActing(undefined)} />}
      {acting?.act === 'noShow' && <NoShowDialog row={acting.row} onClose={() => setActing(undefined)} />}
    </div>
  );
}

/** The admission waits for the patient's word; once it has completed the visit can be opened. */
function AdmitNotice({ until, now, phase, visitId }: { until: string; now: number; phase: BoardRow['phase']; visitId: string }) {
  if (phase === 'InProgress') {
    return (
      <Banner tone="good" live>
        <Link to={`/clinic/visits/${visitId}`}>{say('row.goBack')}</Link>
      </Banner>
    );
  }
  if (secondsLeft(until, now) === undefined) return <Banner tone="warning" live>{say('admit.lapsed')}</Banner>;
  return <Banner tone="info" live>{say('admit.requested')}</Banner>;
}
