import { useEffect } from 'preact/hooks';
import type { Patient } from '../../contract';
import { Banner } from '../../ui';
import { Loaded } from '../staff/parts';
import { navigate, usePath } from '../staff/path';
import { Shell, type NavItem } from '../staff/Shell';
import { StaffGate } from '../staff/StaffGate';
import { hasRole, useStaff } from '../staff/StaffSession';
import { say as common } from '../staff/texts';
import { useLoad } from '../staff/useLoad';
import { ScheduleScreen } from '../staff/visits/ScheduleScreen';
import { AccessScreen } from './access/AccessScreen';
import { AccountList } from './accounts/AccountList';
import { ClinicianList } from './clinicians/ClinicianList';
import { ClinicianPage } from './clinicians/ClinicianPage';
import { DisclosuresScreen } from './disclosures/DisclosuresScreen';
import { LicensureArea } from './licensure/LicensureArea';
import { LogScreen } from './log/LogScreen';
import { ReplayScreen } from './log/ReplayScreen';
import { TimelineScreen } from './log/TimelineScreen';
import { Notices } from './Notices';
import { PatientList } from './patients/PatientList';
import { PatientPage } from './patients/PatientPage';
import { ReviewsScreen } from './reviews/ReviewsScreen';
import { useOpenReviews } from './reviews/useOpenReviews';
import { say } from './texts';
import { VideoScreen } from './video/VideoScreen';
import { VisitList } from './visits/VisitList';
import { VisitPage } from './visits/VisitPage';
import '../../styles/admin.css';
import '../../styles/audit.css';

export function AdminApp() {
  return (
    <StaffGate area="admin" allowed={['Admin', 'Auditor']}>
      <Admin />
    </StaffGate>
  );
}

const areas = [
  { key: '', title: say('nav.visits'), icon: 'calendar' },
  { key: 'patients', title: say('nav.patients'), icon: 'user' },
  { key: 'clinicians', title: say('nav.clinicians'), icon: 'people' },
  { key: 'accounts', title: say('nav.accounts'), icon: 'lock' },
  { key: 'licensure', title: say('nav.licensure'), icon: 'pin' },
  { key: 'notices', title: say('nav.notices'), icon: 'send' },
  { key: 'video', title: say('nav.video'), icon: 'camera' },
  { key: 'log', title: say('nav.log'), icon: 'shield' },
] as const;

/** What an auditor may look at, too. */
const audited = ['licensure', 'log', 'reviews', 'video'];

function Admin() {
  const { me } = useStaff();
  const { parts, query } = usePath();
  const [area = '', id, sub] = parts;
  const admin = hasRole(me, 'Admin');
  const openReviews = useOpenReviews();
  useEffect(() => {
    document.title = `${say('area')} · Telehealth`;
    if (!admin && !audited.includes(area)) navigate('/admin/log', { replace: true });
  }, [admin, area]);
  const home = area === 'visits' || area === 'schedule' ? '' : area === 'reviews' ? 'log' : area;
  const nav: NavItem[] = areas
    .filter(({ key }) => admin || audited.includes(key))
    .map(({ key, title, icon }) => ({ to: key ? `/admin/${key}` : '/admin', title, icon, current: home === key, count: key === 'log' ? openReviews : undefined }));
  return (
    <Shell area={say('area')} nav={nav} wide elsewhere={admin ? { href: '/clinic', title: say('nav.clinic') } : undefined}>
      {admin || audited.includes(area) ? <Screen area={area} id={id} sub={sub} patientId={query.get('patient') ?? undefined} /> : null}
    </Shell>
  );
}

function Screen({ area, id, sub, patientId }: { area: string; id?: string; sub?: string; patientId?: string }) {
  switch (area) {
    case '':
      return <VisitList />;
    case 'visits':
      return id ? <VisitPage visitId={id} key={id} /> : <VisitList />;
    case 'schedule':
      return patientId ? <ScheduleFor patientId={patientId} /> : <ScheduleScreen visitsPath="/admin/visits" />;
    case 'patients':
      if (id && sub === 'disclosures') return <DisclosuresScreen patientId={id} key={id} />;
      return id ? <PatientPage patientId={id} key={id} /> : <PatientList />;
    case 'clinicians':
      return id ? <ClinicianPage clinicianId={id} key={id} /> : <ClinicianList />;
    case 'accounts':
      return <AccountList />;
    case 'licensure':
      return <LicensureArea page={id ?? ''} />;
    case 'notices':
      return <Notices />;
    case 'video':
      return <VideoScreen />;
    case 'reviews':
      return <ReviewsScreen />;
    case 'log':
      if (id === 'decisions' && sub) return <ReplayScreen recordId={sub} key={sub} />;
      if (id === 'patients' && sub) return <AccessScreen patientId={sub} key={sub} />;
      return id === 'visits' && sub ? <TimelineScreen visitId={sub} key={sub} /> : <LogScreen part={id} id={sub} />;
    default:
      return <Banner tone="warning">{common('notFound')}</Banner>;
  }
}

function ScheduleFor({ patientId }: { patientId: string }) {
  const { api } = useStaff();
  const patient = useLoad(patientId, (signal) => api.get<Patient>(`/api/patients/${patientId}`, { signal }));
  return <Loaded state={patient}>{(loaded) => <ScheduleScreen visitsPath="/admin/visits" patient={loaded} />}</Loaded>;
}
