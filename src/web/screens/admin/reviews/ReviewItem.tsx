import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Review } from '../../../contract';
import { Badge, Button, Icon, TextArea, toast } from '../../../ui';
import { RecordDetails } from '../log/RecordDetails';
import { Link } from '../../staff/Link';
import { RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { useClinic } from '../../staff/useClinic';
import { AroundRecord } from './AroundRecord';
import { say } from './texts';

export function ReviewItem({ review, onSigned }: { review: Review; onSigned: () => void }) {
  const { timeZone } = useClinic();
  const { record, kind, visit } = review;
  const zone = visit?.zone ?? timeZone;
  const name = { kind: say(`kind.${kind}`), time: momentText(record.at, zone) };
  return (
    <li class="card review">
      <div class="review-what">
        <h2 class="review-head" tabIndex={-1}>{record.text}</h2>
        <p class="row">
          <Badge tone={review.signedAt ? 'neutral' : 'warning'} icon={review.signedAt ? 'check' : 'alert'}>{name.kind}</Badge>
          <time class="small soft" dateTime={record.at}>{name.time}</time>
        </p>
        {visit && (
          <p class="small">
            {say('visitOf', { name: visit.patient.name, time: momentText(visit.startsAt, visit.zone) })} {visit.clinician && say('with', { name: visit.clinician.name })}{' '}
            {visit.outcome && <Badge>{common(`outcome.${visit.outcome}`)}</Badge>}{' '}
            <Link to={`/admin/log/visits/${visit.id}`} label={say('timelineName', { name: visit.patient.name })}>{say('timeline')}</Link>
          </p>
        )}
      </div>
      {!review.signedAt && <p class="small review-check"><Icon name="info" /> {say(`check.${kind}`)}</p>}
      {visit && <Opened title={say('around')} label={say('aroundName', name)}>{() => <AroundRecord visitId={visit.id} record={record} />}</Opened>}
      <Opened title={say('evidence')} label={say('evidenceName', name)}>{() => <RecordDetails record={record} />}</Opened>
      {review.signedAt ? (
        <div class="review-signed">
          <p><Icon name="check" /> {say('signedBy', { name: review.signedByName ?? '', time: momentText(review.signedAt, timeZone) })}</p>
          {review.note ? <blockquote>{review.note}</blockquote> : <p class="small soft">{say('noNote')}</p>}
        </div>
      ) : (
        <Sign review={review} label={say('signName', name)} onSigned={onSigned} />
      )}
    </li>
  );
}

/** Shown, and loaded, only once it was opened. */
function Opened({ title, label, children }: { title: string; label: string; children: () => ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary aria-label={label}>{title}</summary>
      {open && children()}
    </details>
  );
}

function Sign({ review, label, onSigned }: { review: Review; label: string; onSigned: () => void }) {
  const { api, me } = useStaff();
  const action = useAction();
  const [note, setNote] = useState('');
  if (review.record.actor.id === me.staffId) return <p class="small soft"><Icon name="lock" /> {say('own')}</p>;
  const sign = () =>
    void action.run(() => api.post(`/api/audit/reviews/${review.record.id}/sign-off`, note.trim() ? { note: note.trim() } : {})).then((done) => {
      if (!done) return;
      toast(say('signed'), 'good');
      onSigned();
    });
  return (
    <form
      class="stack-small"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        sign();
      }}
    >
      <TextArea id={`note-${review.record.id}`} label={say('note')} hint={say('noteHint')} value={note} onValue={setNote} maxLength={2000} rows={2} />
      <RefusalBanner refusal={action.refusal} />
      <div class="actions">
        <Button type="submit" icon="check" busy={action.busy} aria-label={label}>{say('sign')}</Button>
      </div>
    </form>
  );
}
