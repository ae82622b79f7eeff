import { useState } from 'preact/hooks';
import type { Patient } from '../../../contract';
import { Banner, Button, Card, Dialog, RadioGroup, toast } from '../../../ui';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { refusalText } from '../../staff/refusals';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { momentText } from '../../staff/time';
import { useAction } from '../../staff/useAction';
import { personName, useClinic } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { say } from '../texts';

/** How a patient's erasure stands: asked for by one admin, confirmed by another, or done. */
export interface Erasure {
  patientId: string;
  erasedAt?: string;
  id?: string;
  requestedBy?: string;
  requestedByName?: string;
  requestedAt?: string;
  expiresAt?: string;
  /** What stands in the way now: LEGAL_HOLD or VISITS_OPEN. */
  obstacle?: 'LEGAL_HOLD' | 'VISITS_OPEN';
}

const bases = ['PatientAsked', 'CourtOrder', 'RetentionEnded', 'EnteredInError'] as const;

export function ErasePatient({ patient, onErased }: { patient: Patient; onErased: () => void }) {
  const { api } = useStaff();
  const erasure = useLoad(`erasure ${patient.id}`, (signal) => api.get<Erasure>(`/api/patients/${patient.id}/erasure`, { signal }));
  return (
    <Card title={say('erase.title')}>
      <Loaded state={erasure}>
        {(state) => (
          <Standing
            patient={patient}
            state={state}
            onChanged={(erased) => {
              erasure.reload();
              if (erased) onErased();
            }}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Standing({ patient, state, onChanged }: { patient: Patient; state: Erasure; onChanged: (erased: boolean) => void }) {
  const { me } = useStaff();
  const { timeZone } = useClinic();
  const [open, setOpen] = useState<'ask' | 'confirm'>();
  const done = (erased: boolean) => {
    setOpen(undefined);
    onChanged(erased);
  };
  if (state.erasedAt) return <Banner tone="info">{say('erase.done', { time: momentText(state.erasedAt, timeZone) })}</Banner>;
  return (
    <div class="stack-small">
      <p class="small soft">{say('erase.hint')}</p>
      {state.id ? (
        <Pending patient={patient} state={state} mine={state.requestedBy === me.staffId} onConfirm={() => setOpen('confirm')} onWithdrawn={() => onChanged(false)} />
      ) : (
        <>
          {state.obstacle && <Banner tone="warning">{refusalText({ code: state.obstacle })}</Banner>}
          <div class="actions">
            <Button kind="danger" disabled={state.obstacle !== undefined} onClick={() => setOpen('ask')}>{say('erase.ask')}</Button>
          </div>
        </>
      )}
      {open === 'ask' && <AskDialog patient={patient} onClose={() => setOpen(undefined)} onDone={() => done(false)} />}
      {open === 'confirm' && <ConfirmDialog patient={patient} onClose={() => setOpen(undefined)} onDone={() => done(true)} />}
    </div>
  );
}

function Pending({ patient, state, mine, onConfirm, onWithdrawn }: { patient: Patient; state: Erasure; mine: boolean; onConfirm: () => void; onWithdrawn: () => void }) {
  const { api } = useStaff();
  const { timeZone } = useClinic();
  const action = useAction();
  const withdraw = () => void action.run(() => api.post(`/api/patients/${patient.id}/erasure/withdraw`)).then((ok) => ok && onWithdrawn());
  return (
    <>
      <Banner tone="warning">
        {say('erase.pending', { name: state.requestedByName ?? '', time: momentText(state.expiresAt ?? '', timeZone) })} {mine && say('erase.mine')}
      </Banner>
      <RefusalBanner refusal={action.refusal} />
      <div class="actions">
        {!mine && <Button kind="danger" onClick={onConfirm}>{say('erase.confirm')}</Button>}
        <Button kind="quiet" busy={action.busy} onClick={withdraw}>{say('erase.withdraw')}</Button>
      </div>
    </>
  );
}

function AskDialog({ patient, onClose, onDone }: { patient: Patient; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const [basis, setBasis] = useState<(typeof bases)[number]>('PatientAsked');
  const submit = () => void action.run(() => api.post(`/api/patients/${patient.id}/erasure`, { basis })).then((ok) => ok && onDone());
  return (
    <Dialog title={say('erase.askName', { name: personName(patient) })} onClose={onClose}>
      <p>{say('erase.text')}</p>
      <RefusalBanner refusal={action.refusal} />
      <RadioGroup
        id="erase-basis"
        label={say('erase.basis')}
        value={basis}
        onValue={(one) => setBasis(one as typeof basis)}
        options={bases.map((one) => ({ value: one, label: say(`erase.basis.${one}`) }))}
      />
      <div class="actions">
        <Button kind="danger" busy={action.busy} onClick={submit}>{say('erase.ask')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

function ConfirmDialog({ patient, onClose, onDone }: { patient: Patient; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const submit = () =>
    void action.run(() => api.post(`/api/patients/${patient.id}/erasure/confirm`)).then((ok) => {
      if (!ok) return;
      toast(say('erase.erased'), 'good');
      onDone();
    });
  return (
    <Dialog title={say('erase.confirmName', { name: personName(patient) })} onClose={onClose}>
      <p>{say('erase.text')}</p>
      <p><strong>{say('erase.final')}</strong></p>
      <RefusalBanner refusal={action.refusal} />
      <div class="actions">
        <Button kind="danger" busy={action.busy} onClick={submit}>{say('erase.confirm')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}
