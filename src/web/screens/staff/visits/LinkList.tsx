import { useState } from 'preact/hooks';
import type { JoinLink, ParticipantRole, VisitDetail } from '../../../contract';
import { Badge, Banner, Button, Dialog, toast } from '../../../ui';
import { CopyText, RefusalBanner } from '../parts';
import { useStaff } from '../StaffSession';
import { say } from '../texts';
import { momentText } from '../time';
import { useAction } from '../useAction';

interface Props {
  visitId: string;
  zone: string;
  links: VisitDetail['links'];
  nameOf?: (participantId: string) => string | undefined;
  onChanged: () => void;
}

/** Each person's link: whether it works, a new one instead, and unlocking. */
export function LinkList({ visitId, zone, links, nameOf, onChanged }: Props) {
  const [asking, setAsking] = useState<VisitDetail['links'][number]>();
  const { api } = useStaff();
  const unlock = useAction();
  if (links.length === 0) return <p class="soft">{say('links.none')}</p>;
  return (
    <div class="stack-small">
      <p class="small soft">{say('link.hidden')}</p>
      <RefusalBanner refusal={unlock.refusal} />
      <ul class="lines">
        {links.map((link) => (
          <li key={link.participantId + link.expiresAt}>
            <div>
              <strong>{nameOf?.(link.participantId) ?? say(`role.${link.role}`)}</strong>{' '}
              <span class="soft small">{say(`role.${link.role}`)}, {say('link.until', { moment: momentText(link.expiresAt, zone) })}</span>
            </div>
            <LinkState link={link} />
            <div class="row">
              <Button kind="secondary" onClick={() => setAsking(link)}>{say('link.reissue')}</Button>
              <Button
                kind="quiet"
                busy={unlock.busy}
                onClick={() =>
                  void unlock
                    .run(() => api.post(`/api/visits/${visitId}/participants/${link.participantId}/unlock`))
                    .then((done) => done && toast(say('link.unlocked'), 'good'))
                }
              >
                {say('link.unlock')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {asking && (
        <Reissue
          visitId={visitId}
          zone={zone}
          participantId={asking.participantId}
          role={asking.role}
          onClose={() => setAsking(undefined)}
          onDone={onChanged}
        />
      )}
    </div>
  );
}

function LinkState({ link }: { link: VisitDetail['links'][number] }) {
  if (link.revoked) return <Badge tone="danger">{say('link.revoked')}</Badge>;
  if (Date.parse(link.expiresAt) < Date.now()) return <Badge tone="warning">{say('link.expired')}</Badge>;
  return <Badge tone="good">{say('link.works')}</Badge>;
}

interface ReissueProps {
  visitId: string;
  zone: string;
  participantId: string;
  role: ParticipantRole;
  onClose: () => void;
  onDone: () => void;
}

export function Reissue({ visitId, zone, participantId, role, onClose, onDone }: ReissueProps) {
  const { api } = useStaff();
  const action = useAction();
  const [made, setMade] = useState<JoinLink>();
  const make = () =>
    void action
      .run(async () => setMade(await api.post<JoinLink>(`/api/visits/${visitId}/participants/${participantId}/link`)))
      .then((done) => done && onDone());
  return (
    <Dialog title={say('link.reissue')} onClose={onClose}>
      <RefusalBanner refusal={action.refusal} />
      {made ? (
        <CopyText id="reissued" label={say('link.reissued')} hint={say('link.until', { moment: momentText(made.expiresAt, zone) })} text={new URL(made.url, location.origin).href} />
      ) : (
        <>
          <Banner tone="warning">{say('link.reissueAsk', { role: say(`role.${role}`).toLowerCase() })}</Banner>
          <div class="actions">
            <Button busy={action.busy} onClick={make}>{say('link.reissue')}</Button>
            <Button kind="quiet" onClick={onClose}>{say('cancel')}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
