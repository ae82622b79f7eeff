import type { DeclineReason } from '../../../contract';
import { t } from '../../../i18n';
import { RadioGroup } from '../../../ui';

const reasons: DeclineReason[] = ['NoPhone', 'PrefersNotToSay', 'Unsafe', 'Other'];

interface Props {
  id: string;
  value: string;
  error?: string;
  /** A reason that makes no sense for this question. */
  without?: DeclineReason;
  onValue: (value: string) => void;
}

export function DeclineReasonField({ id, value, error, without, onValue }: Props) {
  const options = reasons.filter((reason) => reason !== without).map((reason) => ({ value: reason, label: t(`decline.${reason}`) }));
  return <RadioGroup id={id} label={t('decline.reason')} options={options} value={value} error={error} onValue={onValue} />;
}
