import { SelectField, TextField, type FieldError } from '../../../ui';
import { say } from '../texts';
import { instantOf, momentText, timeText, zoneName } from '../time';

export interface When {
  day: string;
  time: string;
  zone: string;
  duration: string;
}

interface Props {
  value: When;
  onValue: (value: When) => void;
  clinicZone: string;
  errors: readonly FieldError[];
}

const usZones = ['America/Los_Angeles', 'America/Denver', 'America/Boise', 'America/Phoenix', 'America/Chicago', 'America/New_York'];

/** Date, time, zone and duration, with the moment they make said back in words. */
export function WhenFields({ value, onValue, clinicZone, errors }: Props) {
  const field = (name: keyof When) => ({
    id: name,
    value: value[name],
    onValue: (text: string) => onValue({ ...value, [name]: text }),
    error: errors.find(({ id }) => id === name)?.text,
  });
  const start = instantOf(value.day, value.time, value.zone);
  const zones = [...new Set([clinicZone, value.zone, ...usZones])].map((zone) => ({
    value: zone,
    label: `${zoneName(zone, 'instant' in start ? Date.parse(start.instant) : Date.now())} (${zone.split('/').at(-1)?.replace('_', ' ')})`,
  }));
  return (
    <div class="stack-small">
      <div class="fields fields-2">
        <TextField {...field('day')} type="date" label={say('schedule.day')} />
        <TextField {...field('time')} type="time" label={say('schedule.time')} />
        <SelectField {...field('zone')} label={say('schedule.zone')} options={zones} />
        <TextField {...field('duration')} type="number" inputMode="numeric" min={5} max={480} step={5} label={say('schedule.duration')} />
      </div>
      <div class="said" role="status">
        {'instant' in start && (
          <>
            <p>
              <strong>{say('schedule.summary', { moment: momentText(start.instant, value.zone), zone: zoneName(value.zone, Date.parse(start.instant)) })}</strong>
            </p>
            <p class="small soft">{say('schedule.elsewhere', { times: elsewhere(start.instant, value.zone) })}</p>
            {start.note && <p class="small">{say('schedule.repeated')}</p>}
            {Date.parse(start.instant) < Date.now() && <p class="small">{say('schedule.past')}</p>}
          </>
        )}
        {'problem' in start && start.problem === 'Skipped' && <p>{say('schedule.skipped')}</p>}
      </div>
    </div>
  );
}

const elsewhere = (instant: string, zone: string) =>
  [...new Set(usZones.map((other) => timeText(instant, other)))].filter((text) => text !== timeText(instant, zone)).join(', ');
