import type { ComponentChildren } from 'preact';
import { Button } from '../../../ui';
import { useStaff } from '../../staff/StaffSession';
import { momentText } from '../../staff/time';
import { useClinic } from '../../staff/useClinic';
import { say } from './texts';

/** What stands on top of the paper alone: whose it is, what it says, and when and by whom it was printed. */
export function PrintHead({ children }: { children?: ComponentChildren }) {
  const { me } = useStaff();
  const clinic = useClinic();
  return (
    <div class="print-only print-head">
      <p><strong>{clinic.name}</strong> {clinic.phone}</p>
      {children}
      <p class="small">{say('printed', { time: momentText(new Date().toISOString(), clinic.timeZone), name: me.name })}</p>
    </div>
  );
}

export function PrintButton({ label }: { label?: string }) {
  return <Button kind="secondary" icon="file" onClick={() => window.print()}>{label ?? say('print')}</Button>;
}
