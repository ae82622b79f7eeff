import { useEffect, useState } from 'preact/hooks';
import type { LinkPreview } from '../../contract';
import { dayIn, deviceZone, shortTimeIn, t, timeIn } from '../../i18n';
import { Api } from '../../live';
import { Banner, Button, Card, ScreenTitle } from '../../ui';
import { CallClinic, EmergencyNote } from './emergency';
import { Shell } from './Shell';

interface Props {
  linkToken: string;
  preview: LinkPreview & { retryAt?: string };
  onAgain: () => void;
}

/** A link that does not open now: why, what to do, and whom to call. */
export function LinkScreen({ linkToken, preview, onAgain }: Props) {
  const { state, clinic } = preview;
  return (
    <Shell clinic={clinic}>
      {state === 'TooEarly' && <TooEarly preview={preview} onAgain={onAgain} />}
      {state === 'Expired' && <Said title={t('link.expiredTitle')} text={t('link.expiredText')} />}
      {state === 'Closed' && <Said title={t('link.closedTitle')} text={t('link.closedText')} />}
      {state === 'Locked' && <Locked linkToken={linkToken} preview={preview} onAgain={onAgain} />}
      <CallClinic clinic={clinic} kind={state === 'Expired' || state === 'Closed' ? 'primary' : 'secondary'} />
      <EmergencyNote />
    </Shell>
  );
}

function Said({ title, text }: { title: string; text: string }) {
  return (
    <>
      <ScreenTitle>{title}</ScreenTitle>
      <p class="lead">{text}</p>
    </>
  );
}

function TooEarly({ preview, onAgain }: { preview: LinkPreview; onAgain: () => void }) {
  const { opensAt, zone = deviceZone() } = preview;
  useEffect(() => {
    if (!opensAt) return;
    // A sleeping phone stops timers, so the clock is looked at instead of one long wait.
    const clock = setInterval(() => {
      if (Date.parse(opensAt) <= Date.now()) onAgain();
    }, 15_000);
    return () => clearInterval(clock);
  }, [opensAt]);
  const local = opensAt && shortTimeIn(opensAt, deviceZone());
  return (
    <>
      <ScreenTitle>{t('link.earlyTitle')}</ScreenTitle>
      {opensAt && (
        <Card>
          <p>{t('link.earlyText', { day: dayIn(preview.startsAt ?? opensAt, zone), time: timeIn(opensAt, zone) })}</p>
          {local !== shortTimeIn(opensAt, zone) && <p class="soft">{t('link.earlyLocal', { time: timeIn(opensAt, deviceZone()) })}</p>}
        </Card>
      )}
      <p class="lead">{t('link.earlyDo')}</p>
    </>
  );
}

function Locked({ linkToken, preview, onAgain }: Props) {
  const [asked, setAsked] = useState<'no' | 'busy' | 'yes' | 'failed'>('no');
  const ask = () => {
    setAsked('busy');
    new Api().post('/api/join/help', { linkToken }).then(
      () => setAsked('yes'),
      () => setAsked('failed'),
    );
  };
  return (
    <>
      <Said title={t('link.lockedTitle')} text={t('link.lockedText')} />
      {preview.retryAt && <p>{t('link.lockedUntil', { time: shortTimeIn(preview.retryAt, deviceZone()) })}</p>}
      {asked === 'yes' && <Banner tone="good" live>{t('link.helpAsked')}</Banner>}
      {asked === 'failed' && <Banner tone="danger" live>{t('app.failed')}</Banner>}
      {asked !== 'yes' && (
        <Button block icon="people" busy={asked === 'busy'} onClick={ask}>
          {t('link.askHelp')}
        </Button>
      )}
      <Button kind="secondary" block icon="refresh" onClick={onAgain}>
        {t('app.reload')}
      </Button>
    </>
  );
}
