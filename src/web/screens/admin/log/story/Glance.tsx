import type { Timeline } from '../../../../contract';
import { Card } from '../../../../ui';
import { Facts } from '../../../staff/parts';
import { durationText } from '../../../staff/time';
import { lanesOf, totalOf } from './lanes';
import { say } from './texts';

/** The figures that one asks for first. */
export function Glance({ timeline }: { timeline: Timeline }) {
  const { items } = timeline;
  const lastAt = Math.max(0, ...items.map(({ at }) => Date.parse(at)));
  const lanes = lanesOf(timeline);
  const patient = lanes.find(({ person }) => person.role === 'Patient')?.spans ?? [];
  const time = (where: 'waiting' | 'visit') => totalOf(patient, where, lastAt);
  const verdicts = items.filter(({ code }) => code === 'LicensureEvaluated').map(({ after }) => after?.verdict);
  const count = (verdict: string) => verdicts.filter((one) => one === verdict).length;
  const alerts = items.filter(({ code }) => code === 'AlertRaised' || code === 'SafetyConcernRaised').length;
  const troubles = (kind: 'connection' | 'weak') => lanes.flatMap(({ spans }) => spans).filter(({ where }) => where === kind).length;
  const [lost, weak] = [troubles('connection'), troubles('weak')];
  return (
    <Card title={say('glance')}>
      <Facts
        items={[
          ...(time('waiting') > 0 ? [{ name: say('glance.waited'), value: durationText(time('waiting')) }] : []),
          ...(time('visit') > 0 ? [{ name: say('glance.visit'), value: durationText(time('visit')) }] : []),
          ...(verdicts.length > 0 ? [{ name: say('glance.decisions'), value: say('glance.decisionsText', { allowed: count('Allow'), held: count('Hold'), denied: count('Deny') }) }] : []),
          { name: say('glance.refused'), value: items.filter(({ refused }) => refused).length },
          { name: say('glance.alerts'), value: alerts },
          ...(lost > 0 ? [{ name: say('glance.lost'), value: lost }] : []),
          ...(weak > 0 ? [{ name: say('glance.weak'), value: weak }] : []),
        ]}
      />
    </Card>
  );
}
