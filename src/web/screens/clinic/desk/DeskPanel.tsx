import type { VisitDetail, VisitView } from '../../../contract';
import { LinkButton } from '../../staff/Link';
import { Loaded } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { useLoad } from '../../staff/useLoad';
import { LinkList } from '../../staff/visits/LinkList';
import { VisitActions } from '../../staff/visits/VisitActions';
import { say } from '../texts';

/** Links and the schedule of one visit, for those who may change them. */
export function DeskPanel({ view }: { view: VisitView }) {
  const { api } = useStaff();
  const detail = useLoad(`${view.visitId}/${view.version}`, (signal) => api.get<VisitDetail>(`/api/visits/${view.visitId}`, { signal }));
  const nameOf = (participantId: string) => {
    const found = view.participants.find((one) => one.participantId === participantId);
    return found?.role === 'Patient' ? view.patient?.name : found?.name;
  };
  return (
    <div class="stack">
      {view.phase === 'Scheduled' && <div><LinkButton to={`/clinic/visits/${view.visitId}/check-in`} icon="phone">{say('act.checkIn')}</LinkButton></div>}
      <VisitActions
        visit={{ id: view.visitId, phase: view.phase, startsAt: view.startsAt, durationMinutes: view.durationMinutes, zone: view.zone, clinicianId: view.clinician?.staffId, opensAt: view.waitingRoomOpensAt }}
        onChanged={detail.reload}
      />
      <Loaded state={detail}>
        {({ links }) => <LinkList visitId={view.visitId} zone={view.zone} links={links ?? []} nameOf={nameOf} onChanged={detail.reload} />}
      </Loaded>
    </div>
  );
}
