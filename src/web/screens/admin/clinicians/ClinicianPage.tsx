import { useState } from 'preact/hooks';
import type { Authority, Clinician, Page } from '../../../contract';
import { Banner, Button, Card, Icon, ScreenTitle, TextField } from '../../../ui';
import { Link } from '../../staff/Link';
import { Loaded } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { clinicianName, useClinicians } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { say } from '../texts';
import { Authorities } from './Authorities';
import { AuthorityDialog } from './AuthorityDialog';
import { emptyAuthority, formOf, type AuthorityForm } from './authorities';
import { VerifyDialog } from './VerifyDialog';

export function ClinicianPage({ clinicianId }: { clinicianId: string }) {
  const clinicians = useClinicians();
  return (
    <div class="stack">
      <Link to="/admin/clinicians" class="back"><Icon name="back" /> {say('clinician.back')}</Link>
      <Loaded state={clinicians}>
        {(all) => {
          const clinician = all.find(({ id }) => id === clinicianId);
          return clinician ? <Detail clinician={clinician} /> : <Banner tone="warning">{common('refusal.NOT_FOUND')}</Banner>;
        }}
      </Loaded>
    </div>
  );
}

function Detail({ clinician }: { clinician: Clinician }) {
  const { api } = useStaff();
  const [on, setOn] = useState('');
  const authorities = useLoad(`${clinician.id} ${on}`, async (signal) => (await api.get<Page<Authority>>(`/api/clinicians/${clinician.id}/authorities`, { query: { on: on || undefined }, signal })).items);
  const [form, setForm] = useState<AuthorityForm>();
  const [verifying, setVerifying] = useState<Authority>();
  return (
    <>
      <ScreenTitle>{clinicianName(clinician)}</ScreenTitle>
      <p class="soft">{common(`profession.${clinician.profession}`)}, {clinician.email}</p>
      <Card title={say('authorities.title')} actions={<Button icon="plus" onClick={() => setForm(emptyAuthority(clinician.profession))}>{say('authorities.add')}</Button>}>
        <p class="small soft">{say('authorities.explain')}</p>
        <div class="filters">
          <TextField id="on" type="date" label={say('authorities.on')} hint={say('authorities.onHint')} value={on} onValue={setOn} />
        </div>
        <Loaded state={authorities}>{(all) => <Authorities all={all} onAgain={(one) => setForm(formOf(one))} onVerify={setVerifying} />}</Loaded>
      </Card>
      {verifying && (
        <VerifyDialog
          clinicianId={clinician.id}
          authority={verifying}
          onClose={() => setVerifying(undefined)}
          onDone={() => {
            setVerifying(undefined);
            authorities.reload();
          }}
        />
      )}
      {form && (
        <AuthorityDialog
          clinicianId={clinician.id}
          start={form}
          all={authorities.data ?? []}
          onClose={() => setForm(undefined)}
          onDone={() => {
            setForm(undefined);
            authorities.reload();
          }}
        />
      )}
    </>
  );
}
