import type { VendorStep } from '../../../contract';
import { Badge } from '../../../ui';
import { say } from './texts';
import { stepIcons, stepTones } from './vendorText';

export function StepList({ steps }: { steps: readonly VendorStep[] }) {
  return (
    <ul class="reasons">
      {steps.map(({ code, state, text }) => (
        <li key={code}>
          <Badge tone={stepTones[state]} icon={stepIcons[state]}>{say(`state.${state}`)}</Badge>
          <span>
            {text} <code class="id small soft">{code}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
