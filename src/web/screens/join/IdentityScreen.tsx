import { useState } from 'preact/hooks';
import type { Joined, LinkPreview } from '../../contract';
import { language, t } from '../../i18n';
import { Api, ApiProblem, sessions } from '../../live';
import { Banner, Button, Card, ErrorSummary, ScreenTitle, TextField, type FieldError } from '../../ui';
import { birthDateOf, BirthDateFields, noBirthDate } from './BirthDateFields';
import { EmergencyNote } from './emergency';
import { SeatTaken } from './SeatTaken';
import { Shell } from './Shell';

interface Props {
  linkToken: string;
  preview: LinkPreview;
  notice?: string;
  onJoined: () => void;
  /** The link turned out to be in another state. */
  onState: (change: Partial<LinkPreview> & { retryAt?: string }) => void;
}

const api = new Api();

export function IdentityScreen({ linkToken, preview, notice, onJoined, onState }: Props) {
  const guest = preview.role !== undefined && preview.role !== 'Patient';
  const [parts, setParts] = useState(noBirthDate);
  const [name, setName] = useState('');
  const [error, setError] = useState<FieldError>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const [slow, setSlow] = useState(false);
  const [seatTaken, setSeatTaken] = useState(false);

  const join = async () => {
    const who = guest ? { name: name.trim() } : { birthDate: birthDateOf(parts) };
    const joined = await api.post<Joined>('/api/join', { linkToken, language: language(), ...who }, { timeoutMs: 45_000 });
    sessions.keepForLink(linkToken, {
      sessionId: joined.sessionId,
      csrfToken: joined.csrfToken ?? '',
      visitId: joined.visitId,
      participantId: joined.participantId,
      role: joined.role,
      clinic: preview.clinic,
    });
    onJoined();
  };

  const refused = (failure: unknown) => {
    const { code, members } = failure instanceof ApiProblem ? failure : new ApiProblem('FAULT', 0, '', '');
    if (code === 'SEAT_TAKEN') setSeatTaken(true);
    else if (code === 'LINK_LOCKED') onState({ state: 'Locked', retryAt: retryAtOf(members.retryAfter) });
    else if (code === 'LINK_EXPIRED') onState({ state: members.state === 'Closed' ? 'Closed' : 'Expired' });
    else if (code === 'TOO_EARLY') onState({ state: 'TooEarly', opensAt: String(members.opensAt ?? preview.opensAt ?? '') || undefined });
    else if (code === 'NOT_SIGNED_IN' || code === 'INVALID') setProblem(t('who.wrong'));
    else setProblem(code === 'RATE_LIMITED' ? t('who.tooMany') : t('app.failed'));
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    setProblem('');
    const missing = guest ? !name.trim() && { id: 'name', text: t('who.needName') } : !birthDateOf(parts) && { id: 'birth-month', text: t('who.needDate') };
    setError(missing || undefined);
    if (missing) return;
    setBusy(true);
    // Where the visit is open on another device, that one is asked first, for up to 30 seconds.
    const timer = setTimeout(() => setSlow(true), 4_000);
    await join().catch(refused);
    clearTimeout(timer);
    setSlow(false);
    setBusy(false);
  };

  if (seatTaken)
    return (
      <Shell clinic={preview.clinic}>
        <SeatTaken clinic={preview.clinic} join={join} onOther={(failure) => {
          setSeatTaken(false);
          refused(failure);
        }} />
      </Shell>
    );
  return (
    <Shell clinic={preview.clinic}>
      <ScreenTitle>{guest ? t('who.guestTitle') : t('who.title')}</ScreenTitle>
      {notice && <Banner>{notice}</Banner>}
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <ErrorSummary errors={error ? [error] : []} />
        {slow && <Banner live>{t('seat.slow')}</Banner>}
        {problem && <Banner tone="danger" live>{problem}</Banner>}
        <Card>
          <p class="lead">{guest ? t('who.guestText') : t('who.text')}</p>
          {guest ? (
            <TextField id="name" label={t('who.name')} autocomplete="name" maxLength={100} error={error?.text} value={name} onValue={setName} />
          ) : (
            <BirthDateFields parts={parts} error={error?.text} onParts={setParts} />
          )}
          <Button type="submit" block busy={busy}>
            {t('app.continue')}
          </Button>
        </Card>
      </form>
      <EmergencyNote />
    </Shell>
  );
}

function retryAtOf(seconds: unknown) {
  return typeof seconds === 'number' ? new Date(Date.now() + seconds * 1000).toISOString() : undefined;
}
