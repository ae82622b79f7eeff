import { useState } from 'preact/hooks';
import { Button, Dialog } from '../../ui';
import { Choices, type Choice } from './Choices';
import { say } from './texts';
import type { AdmitChoices, AdmitControl } from './useAdmit';

interface Props {
  control: AdmitControl;
  fallback?: 'peer';
  name: string;
  phone?: string;
}

/** The clinic's video service does not answer at the moment of admission: what the clinician can do now, each with one press. */
export function VendorDown({ control, fallback, name, phone }: Props) {
  const [pressed, setPressed] = useState<string>();
  const { asked } = control;
  if (!asked) return null;
  const { anyway } = asked.choices;
  const admit = (key: string, more: AdmitChoices) => () => {
    setPressed(key);
    void control.admit(asked.visitId, { ...(anyway && { anyway }), ...more });
  };
  const call: Choice[] = phone ? [{ key: 'call', icon: 'phone', title: say('vendor.call', { phone }), what: say('vendor.callWhat'), phone }] : [];
  const otherwise: Choice[] = fallback
    ? [
        { key: 'peer', icon: 'camera', title: say('vendor.peer'), what: say('vendor.peerWhat'), onPress: admit('peer', { videoProvider: fallback }) },
        {
          key: 'phone',
          icon: 'phone',
          title: say('vendor.phone'),
          what: phone ? say('vendor.phoneWhat', { phone }) : say('vendor.phoneNoNumber'),
          onPress: admit('phone', { videoProvider: fallback, byPhone: true }),
        },
      ]
    : call;
  const retry: Choice = { key: 'retry', icon: 'refresh', title: say('vendor.retry'), what: say('vendor.retryWhat'), onPress: admit('retry', {}) };
  return (
    <Dialog title={say('vendor.title')} onClose={control.close}>
      <p role="status">{say('vendor.text', { name })}</p>
      <Choices choices={[retry, ...otherwise]} first="retry" busy={asked.busy ? pressed : undefined} />
      <div class="actions">
        <Button kind="quiet" onClick={control.close}>{say('vendor.later')}</Button>
      </div>
    </Dialog>
  );
}
