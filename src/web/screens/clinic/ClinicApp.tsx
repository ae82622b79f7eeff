import { useEffect } from 'preact/hooks';
import { announce, Banner, toast } from '../../ui';
import { usePath } from '../staff/path';
import { Shell, type NavItem } from '../staff/Shell';
import { StaffGate } from '../staff/StaffGate';
import { hasRole, useStaff } from '../staff/StaffSession';
import { say as common } from '../staff/texts';
import { ScheduleScreen } from '../staff/visits/ScheduleScreen';
import { BoardScreen } from './board/BoardScreen';
import { ClinicLink, LinkNotice, useClinicLink } from './ClinicLink';
import { PhoneCheckIn } from './desk/PhoneCheckIn';
import { openItems, useWork, WorkScreen } from './desk/WorkScreen';
import { alertText, say } from './texts';
import { VisitScreen } from './visit/VisitScreen';
import '../../styles/board.css';
import '../../styles/visit.css';

export function ClinicApp() {
  return (
    <StaffGate area="clinic" allowed={['Clinician', 'FrontDesk', 'Admin']}>
      <ClinicLink>
        <Clinic />
      </ClinicLink>
    </StaffGate>
  );
}

function Clinic() {
  const { me } = useStaff();
  useAlerts();
  return hasRole(me, 'FrontDesk', 'Admin') ? <WithWork /> : <Screens />;
}

function WithWork() {
  const work = useWork();
  return <Screens work={work} />;
}

function Screens({ work }: { work?: ReturnType<typeof useWork> }) {
  const { me } = useStaff();
  const { parts } = usePath();
  const [area, id, what] = parts;
  const desk: NavItem[] = work
    ? [
        { to: '/clinic/work', title: say('nav.work'), icon: 'check', current: area === 'work', count: work.data && openItems(work.data.items).length },
        { to: '/clinic/schedule', title: say('nav.schedule'), icon: 'calendar', current: area === 'schedule' },
      ]
    : [];
  const nav: NavItem[] = [{ to: '/clinic', title: say('nav.board'), icon: 'people', current: !area || area === 'visits' }, ...desk];
  const screen = () => {
    if (!area) return <BoardScreen />;
    if (area === 'visits' && id && what === 'check-in') return <PhoneCheckIn visitId={id} key={id} />;
    if (area === 'visits' && id) return <VisitScreen visitId={id} tab={what} key={id} />;
    if (area === 'work' && work) return <WorkScreen work={work} />;
    if (area === 'schedule' && work) return <ScheduleScreen visitsPath="/clinic/visits" />;
    return <Banner tone="warning">{common('notFound')}</Banner>;
  };
  return (
    <Shell area={say('area')} nav={nav} notice={<LinkNotice />} wide={area === 'visits'} elsewhere={hasRole(me, 'Admin') ? { href: '/admin', title: say('nav.admin') } : undefined}>
      {screen()}
    </Shell>
  );
}

/** Alerts that concern staff wherever they are, said in words. */
function useAlerts() {
  const link = useClinicLink();
  useEffect(
    () =>
      link.on('AlertRaised', ({ code, text }) => {
        const said = text || alertText(code);
        toast(said, code.startsWith('SAFETY') ? 'danger' : 'warning');
        announce(said);
      }),
    [link],
  );
}
