import { useState } from 'preact/hooks';
import type { ClinicContact } from '../../contract';
import { t } from '../../i18n';
import { ApiProblem } from '../../live';
import { Button, ScreenTitle, Spinner } from '../../ui';
import { CallClinic, EmergencyNote } from './emergency';

const askEveryMs = 5_000;
const patienceMs = 30_000;
const passing = ['SEAT_TAKEN', 'OFFLINE', 'TIMED_OUT'];

interface Props {
  clinic: ClinicContact;
  join: () => Promise<void>;
  onOther: (failure: unknown) => void;
}

/** The device that holds the seat said no or nothing. Staff know; the person may try again, which asks once more. */
export function SeatTaken({ clinic, join, onOther }: Props) {
  const [waiting, setWaiting] = useState(false);
  const retry = async () => {
    setWaiting(true);
    for (const until = Date.now() + patienceMs; Date.now() < until; await pause(askEveryMs)) {
      const failure: unknown = await join().then(() => 'joined', (thrown: unknown) => thrown);
      if (failure === 'joined') return;
      if (!(failure instanceof ApiProblem && passing.includes(failure.code))) return onOther(failure);
    }
    setWaiting(false);
  };
  return (
    <>
      <ScreenTitle>{t('seat.title')}</ScreenTitle>
      <p class="lead">{t('seat.text')}</p>
      {waiting ? (
        <Spinner label={t('seat.waiting')} />
      ) : (
        <Button block icon="refresh" onClick={() => void retry()}>
          {t('app.reload')}
        </Button>
      )}
      <CallClinic clinic={clinic} />
      <EmergencyNote />
    </>
  );
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
