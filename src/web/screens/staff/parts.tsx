import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Decision, Reason, VisitOutcome, VisitPhase } from '../../contract';
import { announce, Badge, Banner, Button, Icon, Spinner, toast } from '../../ui';
import { proofsOf } from './proofs';
import { codeText, reasonText, refusalText, remedyText, type StaffRefusal } from './refusals';
import { say } from './texts';
import { momentText } from './time';
import type { Loaded as LoadedState } from './useLoad';

/** Why something was not done; read aloud when it appears. */
export function RefusalBanner({ refusal, children }: { refusal?: StaffRefusal; children?: ComponentChildren }) {
  return (
    <div role="alert">
      {refusal && (
        <Banner tone={refusal.code === 'FAULT' || refusal.code === 'INVALID' ? 'danger' : 'warning'}>
          <p>{refusalText(refusal)}</p>
          {refusal.errors && (
            <ul>
              {Object.entries(refusal.errors).map(([member, rules]) => <li key={member}>{memberName(member)}: {rules.map((rule) => (rule.includes(' ') ? rule : codeText('rule', rule))).join('; ')}</li>)}
            </ul>
          )}
          {refusal.correlationId && <p class="small">{say('fault.number', { number: refusal.correlationId })}</p>}
          {refusal.decision && <Reasons reasons={refusal.decision.reasons} />}
          {children}
        </Banner>
      )}
    </div>
  );
}

/** The loading, failed and loaded states of one thing. */
export function Loaded<T>({ state, children }: { state: LoadedState<T>; children: (data: T) => ComponentChildren }) {
  if (state.data === undefined && state.refusal) {
    return (
      <RefusalBanner refusal={state.refusal}>
        <div>
          <Button kind="secondary" icon="refresh" onClick={state.reload}>{say('retry')}</Button>
        </div>
      </RefusalBanner>
    );
  }
  if (state.data === undefined) return <Spinner label={say('loading')} />;
  return (
    <>
      {state.refusal && <RefusalBanner refusal={state.refusal} />}
      {children(state.data)}
    </>
  );
}

/** "patient.birthDate" as "Birth date". */
const memberName = (member: string) => {
  const words = (member.split('.').at(-1) ?? member).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const severityTone = { Info: 'neutral', Warning: 'warning', Hold: 'warning', Deny: 'danger' } as const;

export function Reasons({ reasons, remedies = true }: { reasons: readonly Reason[]; remedies?: boolean }) {
  if (reasons.length === 0) return <p class="small soft">{say('reasons.none')}</p>;
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li key={reason.code + (reason.text ?? '')}>
          <Badge tone={severityTone[reason.severity] ?? 'neutral'}>{say(`severity.${reason.severity}`)}</Badge>
          <span>
            {reasonText(reason)}
            {remedies && reason.severity !== 'Info' && remedyText(reason.code) && <span class="remedy"> {remedyText(reason.code)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

const verdictTone = { Allow: 'good', Hold: 'warning', Deny: 'danger' } as const;

export function VerdictBadge({ verdict }: { verdict: Decision['verdict'] }) {
  return <Badge tone={verdictTone[verdict]} icon={verdict === 'Allow' ? 'check' : 'alert'}>{say(`verdict.${verdict}`)}</Badge>;
}

export function DecisionDetails({ decision, zone }: { decision: Decision; zone: string }) {
  return (
    <div class="stack-small">
      <VerdictBadge verdict={decision.verdict} />
      <Reasons reasons={decision.reasons} />
      <p class="small soft">
        {decision.candidates?.length > 0 && say('reasons.candidates', { places: decision.candidates.join(', ') })}{' '}
        {say('reasons.at', { time: momentText(decision.decidedAt, zone), rules: decision.rulesVersion })}
      </p>
      {decision.evidence && <Facts items={proofsOf(decision.evidence, zone).map(({ name, lines }) => ({ name, value: <Lines lines={lines} /> }))} />}
    </div>
  );
}

const phaseTone = { Scheduled: 'neutral', Waiting: 'info', InProgress: 'good', OnHold: 'warning', Closed: 'neutral' } as const;

export function PhaseBadge({ phase, outcome }: { phase: VisitPhase; outcome?: VisitOutcome }) {
  return <Badge tone={phaseTone[phase]}>{outcome ? say(`outcome.${outcome}`) : say(`phase.${phase}`)}</Badge>;
}

/** A text to hand on, with a button that copies it. */
export function CopyText({ id, label, text, hint }: { id: string; label: string; text: string; hint?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(say('copied'));
    } catch {
      toast(say('copyFailed'), 'warning');
      (document.getElementById(id) as HTMLInputElement | null)?.select();
    }
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && <p class="hint">{hint}</p>}
      <div class="copy">
        <input id={id} readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
        <Button kind="secondary" icon={copied ? 'check' : 'file'} onClick={() => void copy()}>{copied ? say('copied') : say('copy')}</Button>
      </div>
    </div>
  );
}

/** Several short lines in one field. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return <span class="two">{lines.map((line) => <span key={line}>{line}</span>)}</span>;
}

/** A name and its value, stacked or side by side. */
export function Facts({ items }: { items: readonly { name: string; value: ComponentChildren }[] }) {
  return (
    <dl class="facts">
      {items.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One cell's main text and what belongs to it, one below the other. */
export function Two({ first, second }: { first: ComponentChildren; second: ComponentChildren }) {
  return (
    <span class="two">
      <span>{first}</span>
      <span class="small soft">{second}</span>
    </span>
  );
}

export function Chip({ tone, icon, label, children }: { tone: 'good' | 'warning' | 'danger' | 'neutral' | 'info'; icon?: 'check' | 'alert' | 'close'; label: string; children?: ComponentChildren }) {
  return (
    <span class={`chip chip-${tone}`}>
      {icon && <Icon name={icon} />}
      {label}
      {children}
    </span>
  );
}
