import type { BoardRow } from '../../../contract';
import { Chip } from '../../staff/parts';
import { say } from '../texts';

type Tone = 'good' | 'warning' | 'neutral';

/** Small signs of what is ready; each says in words what its colour says. */
export function Readiness({ row: { readiness, state, phase } }: { row: BoardRow }) {
  if (phase === 'Closed') return null;
  const chip = (key: string, tone: Tone, label: string) => (
    <li key={key}>
      <Chip tone={tone} icon={tone === 'good' ? 'check' : tone === 'warning' ? 'alert' : undefined} label={label} />
    </li>
  );
  const quiet: Tone = phase === 'Scheduled' ? 'neutral' : 'warning';
  const { identity, location, consent, device, minor, interpreter } = readiness;
  return (
    <ul class="chips" aria-label={say('ready.label')}>
      {chip('identity', identity ? 'good' : quiet, say(identity ? 'ready.identity' : 'ready.noIdentity'))}
      {chip('location', location ? 'good' : quiet, location ? say('ready.location', { state: state ?? say('ready.unsure') }) : say('ready.noLocation'))}
      {chip('consent', consent ? 'good' : quiet, say(consent ? 'ready.consent' : 'ready.noConsent'))}
      {device !== 'Unknown' && chip('device', device === 'Ok' ? 'good' : 'warning', say(device === 'Ok' ? 'ready.device' : 'ready.deviceProblem'))}
      {minor !== 'NotNeeded' && chip('minor', minor === 'Recorded' ? 'good' : 'warning', say(minor === 'Recorded' ? 'ready.minor' : 'ready.minorMissing'))}
      {interpreter && chip('interpreter', interpreter === 'Here' ? 'good' : 'warning', say(interpreter === 'Here' ? 'ready.interpreter' : 'ready.interpreterNeeded'))}
    </ul>
  );
}
