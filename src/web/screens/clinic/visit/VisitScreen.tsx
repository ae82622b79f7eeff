import { useEffect, useState } from 'preact/hooks';
import { useChat, useMediaNews, useVisit, VisitConnection, type MediaNews } from '../../../live';
import type { VisitView } from '../../../contract';
import { Badge, Banner, Icon, ScreenTitle, Spinner, Tabs } from '../../../ui';
import { Chat } from '../../shared/Chat';
import { useUnread } from '../../shared/useUnread';
import { Link } from '../../staff/Link';
import { PhaseBadge, RefusalBanner } from '../../staff/parts';
import { hasRole, useStaff } from '../../staff/StaffSession';
import { say as common } from '../../staff/texts';
import { timeText, useNow } from '../../staff/time';
import { AdmitDialog } from '../AdmitDialog';
import { useClinicLink } from '../ClinicLink';
import { DeskPanel } from '../desk/DeskPanel';
import { say } from '../texts';
import { useAdmit } from '../useAdmit';
import { TakeOver } from './Transfer';
import { useNarrow } from '../../staff/useNarrow';
import { Notices } from './Notices';
import { PatientPanel } from './PatientPanel';
import { PeoplePanel } from './PeoplePanel';
import { PlaceBar, PlaceCard } from './PlaceCard';
import { rightsOf, type Rights } from './rights';
import { Crisis } from './Safety';
import { Stage } from './Stage';
import { VisitBar } from './VisitBar';

export function VisitScreen({ visitId, tab }: { visitId: string; tab?: string }) {
  const link = useClinicLink();
  const [connection, setConnection] = useState<VisitConnection>();
  useEffect(() => {
    const made = new VisitConnection(link, visitId);
    setConnection(made);
    return () => made.close();
  }, [link, visitId]);
  if (!connection || connection.visitId !== visitId) return <Spinner label={say('visit.loading')} />;
  return <Open connection={connection} tab={tab} key={visitId} />;
}

function Open({ connection, tab }: { connection: VisitConnection; tab?: string }) {
  const { me } = useStaff();
  const { view, refusal, live } = useVisit(connection);
  const handedOver = refusal?.code === 'NOT_FOUND' && view !== undefined;
  if (refusal) {
    return (
      <div class="stack narrow">
        <ScreenTitle>{say('visit.titleUnknown')}</ScreenTitle>
        {handedOver ? <Banner tone="info" live>{say('visit.notYours')}</Banner> : <RefusalBanner refusal={refusal} />}
        <div class="row">
          <Link to="/clinic" class="button button-secondary">{say('visit.back')}</Link>
          {!handedOver && hasRole(me, 'Clinician') && <TakeOver visitId={connection.visitId} onTaken={() => void connection.refresh()} />}
        </div>
      </div>
    );
  }
  return view ? <Visit connection={connection} view={view} live={live} tab={tab} /> : <Spinner label={say('visit.loading')} page />;
}

function Visit({ connection, view, live, tab }: { connection: VisitConnection; view: VisitView; live: boolean; tab?: string }) {
  const { me } = useStaff();
  const now = useNow();
  const rights = rightsOf(view, me);
  const admit = useAdmit(() => undefined);
  const media = useMediaNews(connection);
  const narrow = useNarrow();
  const name = view.patient?.name ?? '';
  const opened = admit.asked?.step?.kind === 'requested';
  useEffect(() => {
    document.title = `${name || say('visit.titleUnknown')} · Telehealth`;
  }, [name]);
  return (
    <div class={`visit ${view.safety.open ? 'visit-crisis' : ''}`}>
      <Head view={view} live={live} now={now} />
      {narrow && view.phase !== 'Closed' && <PlaceBar view={view} now={now} />}
      {view.safety.open && <Crisis view={view} now={now} narrow={narrow} />}
      <Notices view={view} now={now} admitLapsed={opened} media={media} />
      <VisitBar view={view} rights={rights} admit={admit} />
      <div class="visit-main">
        <Centre connection={connection} view={view} rights={rights} media={media} />
      </div>
      <aside class="visit-side">
        {!narrow && <PlaceCard view={view} now={now} large={view.safety.open} />}
        <Side connection={connection} view={view} rights={rights} tab={tab} />
      </aside>
      <AdmitDialog
        control={admit}
        visit={{ name, state: view.checkIn?.place?.state, startsAt: view.startsAt, durationMinutes: view.durationMinutes, clinician: view.clinician, callbackPhone: view.patient?.callbackPhone, birthDate: view.patient?.birthDate }}
      />
    </div>
  );
}

function Head({ view, live, now }: { view: VisitView; live: boolean; now: number }) {
  const { patient } = view;
  const overrun = view.phase === 'InProgress' && view.expectedEnd && Date.parse(view.expectedEnd) < now;
  return (
    <header class="visit-head">
      <Link to="/clinic" class="back"><Icon name="back" /> {say('visit.back')}</Link>
      <div class="screen-head">
        <ScreenTitle>
          {patient?.name ?? say('visit.titleUnknown')} {patient?.age !== undefined && <span class="soft head-age">{common('age', { count: patient.age })}</span>}
        </ScreenTitle>
        <PhaseBadge phase={view.phase} outcome={view.outcome} />
        {patient?.privateSpace === false && view.phase !== 'Closed' && (
          <span class="discreet" title={say('visit.notPrivateWhat')}>
            <Icon name="people" />
            <span class="sr-only">{say('visit.notPrivate')}. {say('visit.notPrivateWhat')}</span>
          </span>
        )}
        {!live && <Badge tone="warning">{say('visit.stale')}</Badge>}
      </div>
      <p class="soft small inline-list">
        <span>{common(`kind.${view.kind}`)}</span>
        <span>{view.clinician?.name ?? common('unassigned')}</span>
        <span>{say('visit.planned', { time: timeText(view.startsAt, view.zone), minutes: view.durationMinutes })}</span>
        {view.startedAt && <span>{say('visit.started', { time: timeText(view.startedAt, view.zone) })}</span>}
        {view.expectedEnd && view.phase !== 'Closed' && <span>{say('visit.ends', { time: timeText(view.expectedEnd, view.zone) })}</span>}
        {overrun && <Badge tone="warning">{say('visit.overrun')}</Badge>}
      </p>
    </header>
  );
}

function Centre({ connection, view, rights, media }: { connection: VisitConnection; view: VisitView; rights: Rights; media: MediaNews }) {
  if (view.phase === 'Closed') {
    const outcome = view.outcome ? common(`outcome.${view.outcome}`) : '';
    return (
      <Banner tone="neutral" title={say('visit.closedTitle')}>
        {view.closedAt && <p>{say('visit.closedText', { time: timeText(view.closedAt, view.zone), outcome: outcome.toLowerCase() })}</p>}
        {view.disposition && <p>{say('visit.disposition', { disposition: say(`disposition.${view.disposition}`).toLowerCase() })}</p>}
        {view.continuedAs && <Link to={`/clinic/visits/${view.continuedAs}`}>{say('visit.continuedAs')}</Link>}
      </Banner>
    );
  }
  const running = view.phase === 'InProgress' || view.phase === 'OnHold';
  if (running && view.modality === 'Phone') {
    const phone = view.patient?.callbackPhone;
    return <div class="stage-off"><Icon name="phone" /><p>{phone ? say('visit.phone', { phone }) : say('visit.phoneNoNumber')}</p></div>;
  }
  if (rights.inRoom) return <Stage connection={connection} view={view} media={media} decides={rights.clinician} key={view.me.participantId} />;
  if (view.phase === 'OnHold') return <div class="stage-off"><Icon name="pause" /><p>{say('visit.heldTitle')}</p></div>;
  if (view.phase === 'InProgress') return <div class="stage-off stage-quiet"><p>{say('visit.deskSees', { name: view.clinician?.name ?? '' })}</p></div>;
  return <div class="stage-off stage-quiet"><Icon name="clock" /><p>{say(view.phase === 'Waiting' ? 'visit.waiting' : 'visit.scheduled')}</p></div>;
}

function Side({ connection, view, rights, tab }: { connection: VisitConnection; view: VisitView; rights: Rights; tab?: string }) {
  const [chosen, setChosen] = useState(tab ?? 'patient');
  const chat = useChat(connection);
  const unread = useUnread(chat, view.me.participantId, chosen === 'chat');
  const tabs = [
    { key: 'patient', title: say('tabs.patient') },
    { key: 'people', title: `${say('tabs.people')} (${view.participants.length})` },
    ...(view.me.participantId ? [{ key: 'chat', title: unread > 0 ? `${say('tabs.chat')} (${say('chat.unread', { count: unread })})` : say('tabs.chat') }] : []),
    ...(rights.desk ? [{ key: 'desk', title: say('tabs.desk') }] : []),
  ];
  return (
    <Tabs label={say('tabs.label')} tabs={tabs} chosen={chosen} onChoose={setChosen}>
      <div class="visit-tab">
        {chosen === 'patient' && <PatientPanel view={view} />}
        {chosen === 'people' && <PeoplePanel view={view} />}
        {chosen === 'chat' && <Chat chat={chat} me={view.me.participantId} zone={view.zone} />}
        {chosen === 'desk' && <DeskPanel view={view} />}
      </div>
    </Tabs>
  );
}
