import type { VisitView } from '../../../contract';
import type { MediaNews } from '../../../live';
import { Banner } from '../../../ui';
import { Reasons } from '../../staff/parts';
import { durationText } from '../../staff/time';
import { secondsLeft } from '../admit';
import { durationSeconds } from '../board/BoardRowItem';
import { say } from '../texts';
import { personIn } from './PeoplePanel';
import { TransferOffer } from './Transfer';

interface Props {
  view: VisitView;
  now: number;
  admitLapsed: boolean;
  media: MediaNews;
}

/** What the clinician should know about the visit right now, each in one banner. */
export function Notices({ view, now, admitLapsed, media }: Props) {
  const { patient, checkIn } = view;
  const running = view.phase === 'InProgress' || view.phase === 'OnHold';
  const presence = view.modality === 'Phone' ? undefined : view.participants.find(({ role }) => role === 'Patient')?.presence;
  const left = secondsLeft(view.admitRequested?.until, now);
  const denied = view.alerts?.some(({ code }) => normal(code) === 'CONTINUATION_DENIED');
  const withdrawn = running && checkIn?.checkedInAt !== undefined && !checkIn.consent;
  const staleMinutes = checkIn?.attestedAt ? (now - Date.parse(checkIn.attestedAt)) / 60_000 : 0;
  return (
    <div class="stack-small">
      {denied && (
        <div role="alert">
          <Banner tone="danger" title={say('continuation.title')}>
            <p>{say('continuation.text')}</p>
            {view.decision && <Reasons reasons={view.decision.reasons} />}
          </Banner>
        </div>
      )}
      {withdrawn && <div role="alert"><Banner tone="danger">{say('alert.CONSENT_WITHDRAWN')}. {say('consent.withdrawnText')}</Banner></div>}
      <TransferOffer view={view} />
      {left !== undefined && view.phase === 'Waiting' && (
        <Banner tone="info" title={say('admit.waiting', { time: durationSeconds(left) })}>{say('admit.requested')}</Banner>
      )}
      {admitLapsed && view.phase === 'Waiting' && left === undefined && <Banner tone="warning" live>{say('admit.lapsed')}</Banner>}
      {running && presence === 'Reconnecting' && <Banner tone="warning">{say('visit.patientReconnecting')}</Banner>}
      {running && (presence === 'Away' || presence === 'Offline') && (
        <Banner tone="warning" live>
          <p>{say('visit.patientAway', { phone: patient?.callbackPhone ?? view.clinic.phone })}</p>
          {patient?.callbackPhone && <a href={`tel:${patient.callbackPhone}`}>{say('visit.call', { phone: patient.callbackPhone })}</a>}
        </Banner>
      )}
      {running &&
        view.participants.map((one) => {
          const trouble = one.participantId === view.me.participantId ? undefined : media.get(one.participantId);
          return trouble && <Banner key={one.participantId} tone="warning" live>{say(`media.${trouble}`, { name: personIn(view, one) })}</Banner>;
        })}
      {patient?.joinedFromAnotherDevice && running && !patient.identityConfirmed && <Banner tone="warning">{say('visit.anotherDevice')}</Banner>}
      {view.phase === 'OnHold' && view.hold && (
        <Banner tone="info" icon="pause" title={say('visit.heldTitle')}>{say('visit.heldText', { time: durationText(now - Date.parse(view.hold.since)) })}</Banner>
      )}
      {running && staleMinutes >= 30 && <Banner tone="neutral">{say('reaffirm.text', { time: durationText(staleMinutes * 60_000) })}</Banner>}
    </div>
  );
}

/** Alerts come in either spelling: as an event's name or as a wire code. */
const normal = (code: string) => (code.includes('_') ? code : code.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase());
