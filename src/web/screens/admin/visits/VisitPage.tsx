import { useState } from 'preact/hooks';
import type { VisitDetail, VisitOutcome } from '../../../contract';
import { Button, ButtonLink, Card, Dialog, Icon, ScreenTitle, SelectField, TextArea, toast } from '../../../ui';
import { Link, LinkButton } from '../../staff/Link';
import { DecisionDetails, Facts, Loaded, PhaseBadge, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useLoad } from '../../staff/useLoad';
import { LinkList } from '../../staff/visits/LinkList';
import { VisitActions } from '../../staff/visits/VisitActions';
import { say } from '../texts';

const outcomes: VisitOutcome[] = ['Completed', 'PatientNoShow', 'ClinicNoShow', 'LeftUnseen', 'Refused', 'Cancelled', 'Abandoned'];

export function VisitPage({ visitId }: { visitId: string }) {
  const { api } = useStaff();
  const visit = useLoad(visitId, (signal) => api.get<VisitDetail>(`/api/visits/${visitId}`, { signal }));
  return (
    <div class="stack">
      <Link to="/admin" class="back"><Icon name="back" /> {say('visit.back')}</Link>
      <Loaded state={visit}>{(loaded) => <Detail visit={loaded} onChanged={visit.reload} />}</Loaded>
    </div>
  );
}

function Detail({ visit, onChanged }: { visit: VisitDetail; onChanged: () => void }) {
  const [correcting, setCorrecting] = useState(false);
  const nameOf = (participantId: string) => {
    const one = visit.participants.find((person) => person.participantId === participantId);
    return one?.role === 'Patient' ? visit.patient?.name : one?.name;
  };
  return (
    <>
      <div class="screen-head">
        <ScreenTitle>{common(`kind.${visit.kind}`)}: {visit.patient?.name ?? ''}</ScreenTitle>
        <PhaseBadge phase={visit.phase} outcome={visit.outcome} />
      </div>
      <div class="row">
        <LinkButton to={`/admin/log/visits/${visit.visitId}`} icon="clock">{say('visit.timeline')}</LinkButton>
        <ButtonLink href={`/clinic/visits/${visit.visitId}`} icon="camera">{say('visit.openClinic')}</ButtonLink>
        {visit.phase === 'Closed' && <Button kind="secondary" onClick={() => setCorrecting(true)}>{say('visit.correct')}</Button>}
      </div>
      <VisitActions
        visit={{ id: visit.visitId, phase: visit.phase, startsAt: visit.startsAt, durationMinutes: visit.durationMinutes, zone: visit.zone, clinicianId: visit.clinician?.staffId, opensAt: visit.waitingRoomOpensAt }}
        onChanged={onChanged}
      />
      <div class="columns">
        <Card title={say('visit.overview')}>
          <Facts
            items={[
              { name: say('visit.patient'), value: visit.patient ? <Link to={`/admin/patients/${visit.patient.patientId}`}>{visit.patient.name}</Link> : '' },
              { name: say('visit.clinician'), value: visit.clinician?.name ?? common('unassigned') },
              { name: say('visit.starts'), value: momentText(visit.startsAt, visit.zone) },
              { name: say('visit.duration'), value: common('minutes', { count: visit.durationMinutes }) },
              ...(visit.checkIn?.place?.state ? [{ name: say('visit.state'), value: visit.checkIn.place.state }] : []),
              ...(visit.closedAt ? [{ name: say('visit.closed'), value: momentText(visit.closedAt, visit.zone) }] : []),
              ...(visit.disposition ? [{ name: say('visit.disposition'), value: say(`disposition.${visit.disposition}`) }] : []),
              { name: say('visit.version'), value: visit.version },
              { name: say('id'), value: <code class="id">{visit.visitId}</code> },
            ]}
          />
        </Card>
        <Card title={common('links.title')}>
          <LinkList visitId={visit.visitId} zone={visit.zone} links={visit.links ?? []} nameOf={nameOf} onChanged={onChanged} />
        </Card>
        {visit.decision && (
          <Card title={say('visit.decision')}>
            <DecisionDetails decision={visit.decision} zone={visit.zone} />
          </Card>
        )}
      </div>
      {correcting && visit.outcome && (
        <CorrectDialog
          visitId={visit.visitId}
          from={visit.outcome}
          onClose={() => setCorrecting(false)}
          onDone={() => {
            setCorrecting(false);
            onChanged();
          }}
        />
      )}
    </>
  );
}

function CorrectDialog({ visitId, from, onClose, onDone }: { visitId: string; from: VisitOutcome; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const submit = () => {
    if (!to || !reason.trim()) return setError(say('correct.missing'));
    void action.run(() => api.post(`/api/visits/${visitId}/outcome`, { to, reason: reason.trim() })).then((done) => {
      if (!done) return;
      toast(say('correct.done'), 'good');
      onDone();
    });
  };
  return (
    <Dialog title={say('visit.correct')} onClose={onClose}>
      <p>{say('correct.text')}</p>
      <RefusalBanner refusal={action.refusal} />
      <SelectField id="outcome" label={say('correct.to')} value={to} onValue={setTo} empty="" error={to ? undefined : error} options={outcomes.filter((one) => one !== from).map((one) => ({ value: one, label: common(`outcome.${one}`) }))} />
      <TextArea id="reason" label={say('correct.reason')} value={reason} onValue={setReason} maxLength={500} error={to && !reason.trim() ? error : undefined} />
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('visit.correct')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
