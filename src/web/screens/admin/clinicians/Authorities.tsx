import { useState } from 'preact/hooks';
import type { Authority } from '../../../contract';
import { Badge, Button, Dialog, Table } from '../../../ui';
import { Two } from '../../staff/parts';
import { say as common } from '../../staff/texts';
import { dayText, momentText } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { say } from '../texts';
import { currentOnes, storyOf, webAddress } from './authorities';

const statusTone = { Current: 'good', NotYetEffective: 'info', Expired: 'danger', Suspended: 'danger', Encumbered: 'warning', Superseded: 'neutral', NotOnRecord: 'neutral' } as const;

interface Props {
  all: Authority[];
  onAgain: (one: Authority) => void;
  onVerify: (one: Authority) => void;
}

/** The records that count on the day, and behind each the whole story of its license. */
export function Authorities({ all, onAgain, onVerify }: Props) {
  const { timeZone } = useClinic();
  const [story, setStory] = useState<Authority>();
  const columns = columnsIn(timeZone);
  const acts = {
    key: 'acts',
    title: say('actions'),
    cell: (one: Authority) => (
      <span class="row">
        {one.status !== 'NotOnRecord' && <Button kind="quiet" aria-label={say('authorities.verifyName', { number: one.number })} onClick={() => onVerify(one)}>{say('authorities.verify')}</Button>}
        <Button kind="quiet" aria-label={say('authorities.againName', { number: one.number })} onClick={() => onAgain(one)}>{say('authorities.again')}</Button>
        {storyOf(one, all).length > 1 && <Button kind="quiet" aria-label={say('authorities.storyName', { number: one.number })} onClick={() => setStory(one)}>{say('authorities.story')}</Button>}
      </span>
    ),
  };
  return (
    <>
      <Table caption={say('authorities.title')} columns={[...columns, acts]} rows={currentOnes(all)} rowKey={({ id }) => id} empty={say('authorities.empty')} />
      {story && (
        <Dialog title={say('authorities.storyTitle', { issuer: story.issuer, number: story.number })} onClose={() => setStory(undefined)}>
          <p class="small soft">{say('authorities.storyExplain')}</p>
          <Table caption={say('authorities.story')} columns={columns} rows={storyOf(story, all)} rowKey={({ id }) => id} empty="" />
          <div class="actions"><Button kind="secondary" onClick={() => setStory(undefined)}>{say('authorities.close')}</Button></div>
        </Dialog>
      )}
    </>
  );
}

const columnsIn = (zone: string) => [
  { key: 'where', title: say('authorities.where'), cell: (one: Authority) => <strong>{one.jurisdictions.join(', ')}</strong> },
  { key: 'kind', title: say('authorities.kind'), cell: (one: Authority) => <Two first={common(`authorityKind.${one.kind}`)} second={one.profession} /> },
  { key: 'number', title: say('authorities.number'), cell: (one: Authority) => <Two first={one.issuer} second={one.number} /> },
  { key: 'dates', title: say('authorities.dates'), cell: (one: Authority) => say('authorities.dateRange', { from: dayText(one.effectiveOn), to: dayText(one.expiresOn) }) },
  { key: 'status', title: say('authorities.status'), cell: (one: Authority) => <Two first={<Badge tone={statusTone[one.status]}>{say(`authorityStatus.${one.status}`)}</Badge>} second={say(`boardStatus.${one.boardStatus}`)} /> },
  { key: 'verified', title: say('authorities.verified'), cell: (one: Authority) => <Verified one={one} zone={zone} /> },
];

/** Who looked where and when: what an auditor asks of every record. */
function Verified({ one, zone }: { one: Authority; zone: string }) {
  const link = webAddress(one.sourceUrl);
  return (
    <span class="two">
      <span>{checkText(one)}</span>
      <span class="small soft">{one.source}</span>
      {link && (
        <a class="small" href={link.href} target="_blank" rel="noopener noreferrer" referrerpolicy="no-referrer">
          {say('authorities.sourceLink', { host: link.host })}
          <span class="sr-only"> {say('authorities.newWindow')}</span>
        </a>
      )}
      <span class="small soft">{say('authorities.recorded', { moment: momentText(one.recordedAt, zone) })}</span>
    </span>
  );
}

function checkText({ verifiedOn, verifiedBy }: Authority) {
  if (!verifiedOn) return say('authorities.neverVerified');
  return verifiedBy ? say('authorities.verifiedBy', { day: dayText(verifiedOn), name: verifiedBy }) : dayText(verifiedOn);
}
