import { useEffect, useState } from 'preact/hooks';
import type { Clinic, SignedIn } from '../../contract';
import { Api, ApiProblem, type StaffSession } from '../../live';
import { Banner, Button, Card, ErrorSummary, ScreenTitle, TextField } from '../../ui';
import { refusalOf, refusalText } from './refusals';
import { keep } from './StaffSession';
import { say } from './texts';

interface Props {
  area: 'clinic' | 'admin';
  expired: boolean;
  onSignedIn: (session: StaffSession) => void;
}

const api = new Api();

export function SignIn({ area, expired, onSignedIn }: Props) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const clinic = useClinicName();

  const errors = [
    ...(email.trim() ? [] : [{ id: 'email', text: say('signIn.emailMissing') }]),
    ...(password ? [] : [{ id: 'password', text: say('signIn.passwordMissing') }]),
  ];
  const errorOf = (id: string) => (tried ? errors.find((error) => error.id === id)?.text : undefined);

  const submit = async () => {
    setTried(true);
    setProblem('');
    if (errors.length > 0 || busy) return;
    setBusy(true);
    try {
      onSignedIn(keep(await api.post<SignedIn>('/api/auth/sign-in', { email: email.trim(), password, mode: 'cookie' })));
    } catch (error) {
      setPassword('');
      setTried(false);
      setProblem(signInProblem(error));
      setBusy(false);
      document.getElementById('password')?.focus();
    }
  };

  return (
    <main class="page staff-sign-in" lang="en">
      <p class="soft">{clinic}</p>
      <ScreenTitle>{say(`signIn.${area}`)}</ScreenTitle>
      {expired && !problem && <Banner tone="info" live>{say('signIn.expired')}</Banner>}
      <Problem text={problem} />
      {tried && <ErrorSummary errors={errors} />}
      <Card>
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextField id="email" type="email" label={say('signIn.email')} autocomplete="username" value={email} onValue={setEmail} error={errorOf('email')} />
          <TextField id="password" type="password" label={say('signIn.password')} autocomplete="current-password" value={password} onValue={setPassword} error={errorOf('password')} />
          <Button type="submit" block busy={busy}>{say('signIn.submit')}</Button>
        </form>
      </Card>
      <p class="soft small">{say('signIn.patient')}</p>
    </main>
  );
}

function Problem({ text }: { text: string }) {
  return <div role="alert">{text && <Banner tone="danger">{text}</Banner>}</div>;
}

export function signInProblem(error: unknown) {
  if (error instanceof ApiProblem && error.code === 'NOT_SIGNED_IN') return say('signIn.wrong');
  if (error instanceof ApiProblem && error.code === 'RATE_LIMITED') {
    const seconds = Number(error.members.retryAfter ?? 60);
    return say('signIn.locked', { minutes: Math.max(1, Math.ceil(seconds / 60)) });
  }
  return refusalText(refusalOf(error));
}

function useClinicName() {
  const [name, setName] = useState<string>(say('brand'));
  useEffect(() => {
    api.get<Clinic>('/api/clinic').then((clinic) => setName(clinic.name), () => undefined);
  }, []);
  return name;
}
