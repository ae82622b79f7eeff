import type { VisitScheduled } from '../../../contract';
import { Banner, Button, Card, ScreenTitle } from '../../../ui';
import { Link } from '../Link';
import { CopyText } from '../parts';
import { navigate } from '../path';
import { codeText } from '../refusals';
import { say } from '../texts';
import { momentText } from '../time';

interface Props {
  visit: VisitScheduled;
  zone: string;
  visitsPath: string;
  onAnother: () => void;
}

/** The links are stored hashed: this is the only time that they can be read. */
export function Scheduled({ visit, zone, visitsPath, onAnother }: Props) {
  return (
    <div class="stack narrow">
      <ScreenTitle>{say('schedule.done')}</ScreenTitle>
      {visit.warnings?.map(({ code, text, visitId }) => (
        <Banner key={code + (visitId ?? '')} tone="warning">
          <p>
            {text ?? codeText('schedule.warning', code)} {visitId && <Link to={`${visitsPath}/${visitId}`}>{say('schedule.warning.open')}</Link>}
          </p>
        </Banner>
      ))}
      <Card title={say('links.title')}>
        <p class="soft">{say('schedule.doneHint')}</p>
        {visit.joinLinks.map(({ participantId, role, url, expiresAt }) => (
          <CopyText
            key={participantId}
            id={`link-${participantId}`}
            label={say('link.for', { role: say(`role.${role}`).toLowerCase() })}
            hint={say('link.until', { moment: momentText(expiresAt, zone) })}
            text={new URL(url, location.origin).href}
          />
        ))}
      </Card>
      <div class="actions">
        <Button onClick={() => navigate(`${visitsPath}/${visit.id}`)}>{say('schedule.open')}</Button>
        <Button kind="secondary" icon="plus" onClick={onAnother}>{say('schedule.another')}</Button>
      </div>
    </div>
  );
}
