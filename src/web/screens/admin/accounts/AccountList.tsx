import { useState } from 'preact/hooks';
import type { Page, StaffAccount, StaffRole } from '../../../contract';
import { Badge, Button, Card, CheckboxField, Dialog, ErrorSummary, ScreenTitle, Table, TextField, toast } from '../../../ui';
import { Loaded, RefusalBanner } from '../../staff/parts';
import { useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { useAction, useIntent } from '../../staff/useAction';
import { personName } from '../../staff/useClinic';
import { useLoad } from '../../staff/useLoad';
import { withoutEmpty } from '../../staff/visits/scheduleForm';
import { say } from '../texts';

type Open = { kind: 'add' } | { kind: 'roles' | 'disable'; account: StaffAccount };

export function AccountList() {
  const { api, me } = useStaff();
  const accounts = useLoad('staff', async (signal) => (await api.get<Page<StaffAccount>>('/api/staff', { query: { limit: 200 }, signal })).items);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    accounts.reload();
  };
  const acts = (account: StaffAccount) =>
    account.active === false ? null : (
      <div class="row">
        <Button kind="quiet" aria-label={say('accounts.changeName', { name: personName(account) })} onClick={() => setOpen({ kind: 'roles', account })}>{say('accounts.change')}</Button>
        {account.id !== me.staffId && <Button kind="danger" aria-label={say('accounts.disableName', { name: personName(account) })} onClick={() => setOpen({ kind: 'disable', account })}>{say('accounts.disable')}</Button>}
      </div>
    );
  return (
    <div class="stack">
      <div class="screen-head">
        <ScreenTitle>{say('accounts.title')}</ScreenTitle>
        <Button icon="plus" onClick={() => setOpen({ kind: 'add' })}>{say('accounts.add')}</Button>
      </div>
      <Card>
        <Loaded state={accounts}>
          {(all) => (
            <Table
              caption={say('accounts.title')}
              rows={all}
              rowKey={({ id }) => id}
              empty={say('accounts.empty')}
              columns={[
                { key: 'name', title: say('accounts.name'), cell: (one) => <strong>{personName(one)}</strong> },
                { key: 'email', title: say('accounts.email'), cell: (one) => one.email },
                { key: 'roles', title: say('accounts.roles'), cell: (one) => one.roles.map((role) => common(`role.${role}`)).join(', ') },
                { key: 'status', title: say('clinicians.status'), cell: (one) => <Badge tone={one.active === false ? 'neutral' : 'good'}>{say(one.active === false ? 'accounts.disabled' : 'accounts.active')}</Badge> },
                { key: 'acts', title: say('actions'), cell: acts },
              ]}
            />
          )}
        </Loaded>
      </Card>
      {open?.kind === 'add' && <AddDialog onClose={close} onDone={done} />}
      {open?.kind === 'roles' && <RolesDialog account={open.account} onClose={close} onDone={done} />}
      {open?.kind === 'disable' && <DisableDialog account={open.account} onClose={close} onDone={done} />}
    </div>
  );
}

const grantable: StaffRole[] = ['FrontDesk', 'Admin', 'Auditor'];

function Roles({ value, offered, onValue, error }: { value: StaffRole[]; offered: StaffRole[]; onValue: (roles: StaffRole[]) => void; error?: string }) {
  return (
    <fieldset class={`field ${error ? 'field-wrong' : ''}`}>
      <legend>{say('accounts.roles')}</legend>
      {offered.map((role, index) => (
        <CheckboxField
          key={role}
          id={index === 0 ? 'roles' : `roles-${role}`}
          label={say(`accounts.role.${role}`)}
          checked={value.includes(role)}
          onChecked={(on) => onValue(on ? [...value, role] : value.filter((one) => one !== role))}
        />
      ))}
      {error && <p class="field-error">{error}</p>}
    </fieldset>
  );
}

function AddDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const keyOf = useIntent();
  const [value, setValue] = useState({ givenName: '', familyName: '', email: '', password: '' });
  const [roles, setRoles] = useState<StaffRole[]>(['FrontDesk']);
  const [tried, setTried] = useState(false);
  const errors = [
    ...(['givenName', 'familyName'] as const).filter((name) => !value[name].trim()).map((name) => ({ id: name, text: say('missing', { field: say(`clinician.${name}`).toLowerCase() }) })),
    ...(/^\S+@\S+$/.test(value.email.trim()) ? [] : [{ id: 'email', text: say('clinician.emailWrong') }]),
    ...(roles.length > 0 ? [] : [{ id: 'roles', text: say('accounts.rolesMissing') }]),
  ];
  const errorOf = (id: string) => (tried ? errors.find((error) => error.id === id)?.text : undefined);
  const field = (name: keyof typeof value) => ({
    id: name,
    label: say(`clinician.${name}`),
    value: value[name],
    onValue: (text: string) => setValue((before) => ({ ...before, [name]: text })),
    error: errorOf(name),
  });
  const submit = () => {
    setTried(true);
    if (errors.length > 0) return;
    const body = { ...withoutEmpty(value), roles };
    void action.run(() => api.post('/api/staff', body, { idempotencyKey: keyOf(body) })).then((ok) => ok && onDone());
  };
  return (
    <Dialog title={say('accounts.add')} onClose={onClose}>
      <ErrorSummary errors={tried ? errors : []} />
      <RefusalBanner refusal={action.refusal} />
      <div class="fields fields-2">
        <TextField {...field('givenName')} autocomplete="off" />
        <TextField {...field('familyName')} autocomplete="off" />
      </div>
      <TextField {...field('email')} type="email" autocomplete="off" />
      <TextField {...field('password')} type="password" hint={say('clinician.passwordHint')} autocomplete="new-password" />
      <Roles value={roles} offered={grantable} onValue={setRoles} error={errorOf('roles')} />
      <p class="small soft">{say('accounts.clinicianHint')}</p>
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{say('add')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

function RolesDialog({ account, onClose, onDone }: { account: StaffAccount; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  const [roles, setRoles] = useState<StaffRole[]>(account.roles);
  const [tried, setTried] = useState(false);
  const offered = account.roles.includes('Clinician') ? [...grantable, 'Clinician' as const] : grantable;
  const submit = () => {
    setTried(true);
    if (roles.length > 0) void action.run(() => api.post(`/api/staff/${account.id}/roles`, { roles })).then(saved(onDone));
  };
  return (
    <Dialog title={say('accounts.changeName', { name: personName(account) })} onClose={onClose}>
      <RefusalBanner refusal={action.refusal} />
      <Roles value={roles} offered={offered} onValue={setRoles} error={tried && roles.length === 0 ? say('accounts.rolesMissing') : undefined} />
      <div class="actions">
        <Button busy={action.busy} onClick={submit}>{common('save')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

function DisableDialog({ account, onClose, onDone }: { account: StaffAccount; onClose: () => void; onDone: () => void }) {
  const { api } = useStaff();
  const action = useAction();
  return (
    <Dialog title={say('accounts.disableName', { name: personName(account) })} onClose={onClose}>
      <p>{say('accounts.disableText')}</p>
      <RefusalBanner refusal={action.refusal} />
      <div class="actions">
        <Button kind="danger" busy={action.busy} onClick={() => void action.run(() => api.post(`/api/staff/${account.id}/disable`)).then(saved(onDone))}>{say('accounts.disable')}</Button>
        <Button kind="quiet" onClick={onClose}>{common('cancel')}</Button>
      </div>
    </Dialog>
  );
}

const saved = (onDone: () => void) => (ok: boolean) => {
  if (!ok) return;
  toast(say('saved'), 'good');
  onDone();
};
