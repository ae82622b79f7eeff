import { useEffect, useState } from 'preact/hooks';
import type { ClinicContact } from '../../contract';
import { t } from '../../i18n';
import { ApiProblem } from '../../live';
import { Banner, Button, ScreenTitle, Spinner } from '../../ui';
import { CallClinic } from './emergency';

const askEveryMs = 5_000;
const patienceMs = 32_000;

interface Props {
  clinic: ClinicContact;
  join: () => Promise<void>;
  onOther: (failure: unknown) => void;
}

/** The old device has 30 s to answer; until then this one asks again by itself. */
export function SeatTaken({ clinic, join, onOther }: Props) {
  const [round, setRound] = useState(0);
  const [waiting, setWaiting] = useState(true);
  useEffect(() => {
    const until = Date.now() + patienceMs;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const ask = () =>
      join().catch((failure: unknown) => {
        if (gone) return;
        const passing = failure instanceof ApiProblem && ['SEAT_TAKEN', 'OFFLINE', 'TIMED_OUT'].includes(failure.code);
        if (!passing) onOther(failure);
        else if (Date.now() < until) timer = setTimeout(() => void ask(), askEveryMs);
        else setWaiting(false);
      });
    timer = setTimeout(() => void ask(), askEveryMs);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [round]);
  return (
    <>
      <ScreenTitle>{t('seat.title')}</ScreenTitle>
      <p class="lead">{t('seat.text')}</p>
      {waiting ? (
        <Spinner label={t('seat.waiting')} />
      ) : (
        <Banner tone="warning" live title={t('seat.noAnswer')}>
          <Button
            onClick={() => {
              setWaiting(true);
              setRound(round + 1);
            }}
          >
            {t('app.reload')}
          </Button>
        </Banner>
      )}
      <CallClinic clinic={clinic} />
    </>
  );
}
