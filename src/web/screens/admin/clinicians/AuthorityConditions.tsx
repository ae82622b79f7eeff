import type { Authority, CompactId, PatientScope, UsageLimit } from '../../../contract';
import { CheckboxField, SelectField, TextArea, TextField } from '../../../ui';
import { say } from '../texts';
import { currentOnes, isBound, type AuthorityForm } from './authorities';

const compacts: CompactId[] = ['IMLC', 'NLC', 'APRN', 'PSYPACT', 'COUNSELING', 'SOCIAL_WORK', 'PA'];
const scopes: PatientScope[] = ['Any', 'Established', 'TemporarilyPresent', 'Transferring'];
const units: UsageLimit['unit'][] = ['Day', 'Encounter', 'Patient'];
const windows: UsageLimit['window'][] = ['CalendarYear', 'Rolling12Months', 'SinceEvent'];

type Named = Exclude<keyof AuthorityForm, 'telehealthOnly' | 'supersedes'>;

interface Props {
  form: AuthorityForm;
  all: readonly Authority[];
  field: (name: Named) => { id: string; label: string; value: string; onValue: (text: string) => void; error?: string };
  change: (part: Partial<AuthorityForm>) => void;
}

/** What binds an authority beyond its dates. A plain full license has none of it. */
export function AuthorityConditions({ form, all, field, change }: Props) {
  const others = currentOnes(all).filter(({ number }) => number.trim() !== form.number.trim());
  // A record that was superseded since may still be named: whichever record of that license is the latest counts.
  const named = all.filter(({ id }) => id === form.dependsOn && !others.some((one) => one.id === id));
  return (
    <details open={form.kind !== 'FullLicense' || isBound(form)}>
      <summary>{say('authority.conditions')}</summary>
      <div class="fields fields-2">
        <SelectField {...field('compact')} empty={say('authority.none')} options={compacts.map((value) => ({ value, label: value.replace('_', ' ') }))} />
        <TextField {...field('path')} hint={say('authority.pathHint')} autocomplete="off" />
        <SelectField {...field('dependsOn')} empty={say('authority.none')} options={[...others, ...named].map((one) => ({ value: one.id, label: `${one.issuer}, ${one.number} (${one.jurisdictions.join(', ')})` }))} />
        <SelectField {...field('scope')} options={scopes.map((value) => ({ value, label: say(`authorityScope.${value}`) }))} />
        <TextField {...field('requiresClinicianIn')} hint={say('authority.jurisdictionsHint')} autocomplete="off" />
        <TextField {...field('eventOn')} hint={say('authority.eventOnHint')} type="date" />
        <SelectField {...field('limitUnit')} empty={say('authority.noLimit')} options={units.map((value) => ({ value, label: say(`limitUnit.${value}`) }))} />
        <TextField {...field('limitMax')} inputMode="numeric" autocomplete="off" />
        <SelectField {...field('limitWindow')} empty={say('authority.none')} options={windows.map((value) => ({ value, label: say(`limitWindow.${value}`) }))} />
        <TextField {...field('limitDays')} inputMode="numeric" autocomplete="off" disabled={form.limitWindow !== 'SinceEvent'} />
        <TextArea {...field('encumbrances')} hint={say('authority.encumbrancesHint')} />
        <TextField {...field('sourceUrl')} autocomplete="off" />
      </div>
      <CheckboxField id="telehealthOnly" label={say('authority.telehealthOnly')} checked={form.telehealthOnly} onChecked={(telehealthOnly) => change({ telehealthOnly })} />
    </details>
  );
}
