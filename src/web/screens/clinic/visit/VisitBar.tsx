import { useState } from 'preact/hooks';
import type { VisitView } from '../../../contract';
import { Button } from '../../../ui';
import { Menu } from '../../staff/Menu';
import { RefusalBanner } from '../../staff/parts';
import { navigate } from '../../staff/path';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { useAction } from '../../staff/useAction';
import { NoShowDialog, RefuseDialog } from '../board/RowDialogs';
import { HeldDialog } from '../Held';
import { say } from '../texts';
import type { AdmitControl } from '../useAdmit';
import { useCommand } from '../useCommand';
import { useGated } from '../useGated';
import { EndDialog } from './EndDialog';
import type { Rights } from './rights';
import { useReplaceRoom } from './useReplaceRoom';
import { RaiseSafety } from './Safety';
import { TakeOver, TransferDialog } from './Transfer';

interface Props {
  view: VisitView;
  rights: Rights;
  admit: AdmitControl;
}

/** The verbs of the visit as it is now. */
export function VisitBar({ view, rights, admit }: Props) {
  const command = useCommand(view.visitId);
  const gate = useGated(view.visitId);
  const room = useReplaceRoom(view.visitId);
  const [open, setOpen] = useState<'end' | 'transfer' | 'refuse' | 'noShow'>();
  const { continueAs, ...follow } = useContinue(view.visitId);
  const close = () => setOpen(undefined);
  const row = { visitId: view.visitId, patient: { name: view.patient?.name ?? common('role.Patient') } };
  const waitingForPatient = view.admitRequested !== undefined;
  const more = moreOf(view, rights);
  return (
    <div class="visit-bar">
      <RefusalBanner refusal={command.refusal ?? gate.refusal ?? follow.refusal ?? room.refusal}>
        {room.fallback && <div><Button kind="secondary" icon="camera" busy={room.busy} onClick={() => void room.replace('peer')}>{say('lost.peer')}</Button></div>}
      </RefusalBanner>
      <div class="row">
        {rights.admit && (
          <Button icon="check" busy={(admit.asked?.busy ?? false) || waitingForPatient} onClick={() => void admit.admit(view.visitId)}>{say('row.admit')}</Button>
        )}
        {rights.release && <Button kind="secondary" busy={command.busy} onClick={() => void command.send('ReleasePatient', {}, say('done.release'))}>{say('act.release')}</Button>}
        {rights.resume && <Button icon="refresh" busy={command.busy || gate.busy} onClick={() => void gate.start('ResumeVisit')}>{say('do.resume')}</Button>}
        {rights.hold && <Button kind="secondary" icon="pause" busy={command.busy} onClick={() => void command.send('HoldVisit')}>{say('do.hold')}</Button>}
        {rights.transfer && <Button kind="secondary" icon="people" onClick={() => setOpen('transfer')}>{say('do.transfer')}</Button>}
        {rights.takeOver && <TakeOver visitId={view.visitId} />}
        {rights.markPatientNoShow && <Button kind="secondary" onClick={() => setOpen('noShow')}>{say('act.noShow')}</Button>}
        {rights.continueAs && <Button kind="secondary" busy={follow.busy} onClick={continueAs}>{say('do.continue')}</Button>}
        {more.length > 0 && (
          <Menu
            label={say('row.named', { what: common('more'), name: row.patient.name })}
            items={more}
            onChoose={(key) => {
              if (key === 'refuse') setOpen('refuse');
              else if (key === 'room') void room.replace();
              else void command.send('ChangeModality', { to: key });
            }}
          />
        )}
        {!view.safety.open && view.phase !== 'Closed' && <RaiseSafety visitId={view.visitId} />}
        {rights.end && <Button kind="danger" icon="hangUp" onClick={() => setOpen('end')}>{say('do.end')}</Button>}
      </div>
      <HeldDialog visitId={view.visitId} gate={gate} except={view.clinician?.staffId} />
      {open === 'end' && <EndDialog view={view} onClose={close} />}
      {open === 'transfer' && <TransferDialog view={view} onClose={close} />}
      {open === 'refuse' && <RefuseDialog row={row} onClose={close} />}
      {open === 'noShow' && <NoShowDialog row={row} onClose={close} />}
    </div>
  );
}

function moreOf(view: VisitView, rights: Rights) {
  const running = view.phase === 'InProgress' || view.phase === 'OnHold';
  const modality = view.modality === 'Video' ? { key: 'Phone', title: say('do.phone') } : { key: 'Video', title: say('do.video') };
  return [
    ...(running && rights.clinician ? [modality] : []),
    ...(view.phase === 'InProgress' && rights.clinician && view.modality === 'Video' ? [{ key: 'room', title: say('do.replaceRoom') }] : []),
    ...(rights.refuse ? [{ key: 'refuse', title: say('act.refuse'), danger: true }] : []),
  ];
}

function useContinue(visitId: string) {
  const { api } = useStaff();
  const action = useAction();
  const continueAs = () =>
    void action.run(async () => {
      const { id } = await api.post<{ id: string }>(`/api/visits/${visitId}/continue`);
      navigate(`/clinic/visits/${id}`);
    });
  return { ...action, continueAs };
}
