import type { StaffMember, VisitView } from '../../../contract';
import { hasRole } from '../../staff/StaffSession';

export interface Rights {
  /** The visit's own clinician. */
  clinician: boolean;
  /** In the media room, or may go back there. */
  inRoom: boolean;
  admit: boolean;
  hold: boolean;
  resume: boolean;
  transfer: boolean;
  takeOver: boolean;
  end: boolean;
  release: boolean;
  desk: boolean;
  markPatientNoShow: boolean;
  refuse: boolean;
  continueAs: boolean;
}

/** Which buttons to show. The server decides again on every press. */
export function rightsOf(view: VisitView, me: StaffMember): Rights {
  const { phase } = view;
  const running = phase === 'InProgress' || phase === 'OnHold';
  const clinician = view.clinician?.staffId === me.staffId;
  const anyClinician = hasRole(me, 'Clinician');
  const desk = hasRole(me, 'FrontDesk', 'Admin');
  const mine = view.participants.find(({ participantId }) => participantId === view.me.participantId);
  return {
    clinician,
    inRoom: phase === 'InProgress' && view.modality === 'Video' && (mine?.state === 'Admitted' || mine?.state === 'Left'),
    admit: phase === 'Waiting' && anyClinician && (clinician || !view.clinician) && (!view.claim || view.claim.staffId === me.staffId),
    hold: phase === 'InProgress' && clinician,
    resume: phase === 'OnHold' && clinician,
    transfer: running && clinician && !view.transfer,
    takeOver: running && anyClinician && !clinician,
    end: running && (clinician || hasRole(me, 'Admin')),
    release: phase === 'Waiting' && view.claim?.staffId === me.staffId,
    desk: desk || clinician,
    markPatientNoShow: view.noShowOffer === 'Patient',
    refuse: phase === 'Scheduled' || phase === 'Waiting',
    continueAs: phase === 'Closed' && !view.continuedAs && (desk || clinician),
  };
}
