import { useEffect, useRef, useState } from 'preact/hooks';
import type { Proposals, QueryProblem } from '../../../contract';
import { Button, Banner } from '../../../ui';
import { useStaff } from '../../staff/StaffSession';
import { completed, marked } from './logQuery';
import { say } from './texts';

interface Props {
  text: string;
  errors: readonly QueryProblem[];
  busy: boolean;
  onSearch: (text: string) => void;
}

/** A line that is written like a sentence and completed like a form: a combobox over what may come next. */
export function QueryBox({ text: start, errors, busy, onSearch }: Props) {
  const [text, setText] = useState(start);
  const [searched, setSearched] = useState(start);
  const { proposals, ask, close } = useProposals();
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setText(start), [start]);
  const items = proposals?.items ?? [];
  const write = (value: string, caret: number) => {
    setText(value);
    setActive(-1);
    ask(value, caret);
  };
  const take = (index: number) => {
    const item = items[index];
    if (!proposals || !item) return;
    const next = completed(text, { start: proposals.start, length: proposals.length, text: item.text });
    write(next.text, next.caret);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const search = () => {
    close();
    setSearched(text);
    onSearch(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (items.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((before) => (before + step + items.length + (before < 0 && step < 0 ? 1 : 0)) % items.length);
    } else if (active >= 0 && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(active);
    } else if (event.key === 'Escape' && items.length > 0) {
      event.preventDefault();
      close();
    }
  };
  return (
    <form
      class="stack-small"
      role="search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      <div class={`field ${errors.length > 0 ? 'field-wrong' : ''}`}>
        <label for="log-query">{say('box.label')}</label>
        <p class="hint" id="log-query-hint">{say('box.hint')}</p>
        <div class="query-box">
          <input
            ref={input}
            id="log-query"
            type="text"
            role="combobox"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            aria-autocomplete="list"
            aria-expanded={items.length > 0}
            aria-controls="log-query-options"
            aria-activedescendant={active >= 0 ? `log-query-option-${active}` : undefined}
            aria-describedby={errors.length > 0 ? 'log-query-errors' : 'log-query-hint'}
            aria-invalid={errors.length > 0 || undefined}
            value={text}
            onInput={(event) => write(event.currentTarget.value, event.currentTarget.selectionStart ?? event.currentTarget.value.length)}
            onFocus={(event) => ask(event.currentTarget.value, event.currentTarget.selectionStart ?? event.currentTarget.value.length)}
            onBlur={close}
            onKeyDown={onKeyDown}
          />
          <ul id="log-query-options" role="listbox" aria-label={say('box.options')} class="query-options" hidden={items.length === 0}>
            {items.map((item, index) => (
              <li
                key={item.text}
                id={`log-query-option-${index}`}
                role="option"
                aria-selected={index === active}
                onMouseDown={(event) => {
                  event.preventDefault();
                  take(index);
                }}
              >
                <span class="query-option-text">{/^[0-9a-f-]{36}$/.test(item.text) ? item.label : item.text}</span>
                {!/^[0-9a-f-]{36}$/.test(item.text) && <span class="soft small">{item.label}</span>}
              </li>
            ))}
          </ul>
        </div>
        <p class="sr-only" role="status">{items.length > 0 ? say('box.count', { count: items.length }) : ''}</p>
      </div>
      <div role="alert" id="log-query-errors">
        {errors.length > 0 && (
          <Banner tone="danger" title={say('box.errors')}>
            <p class="query-marked"><code>{marked(searched, errors).map((piece, index) => (piece.wrong ? <mark key={index}>{piece.text}</mark> : piece.text))}</code></p>
            <ul>{errors.map((error) => <li key={`${error.start} ${error.text}`}>{error.text}</li>)}</ul>
          </Banner>
        )}
      </div>
      <div class="row">
        <Button type="submit" icon="search" busy={busy}>{say('box.submit')}</Button>
        <Button kind="quiet" onClick={() => onSearch('')}>{say('box.clear')}</Button>
      </div>
      <details>
        <summary>{say('box.help')}</summary>
        <ul class="small">{(['terms', 'values', 'codes', 'people', 'times'] as const).map((part) => <li key={part}>{say(`help.${part}`)}</li>)}</ul>
      </details>
    </form>
  );
}

const waitMs = 150;

/** What may come next; the text goes in the body, since it may hold a name of staff. */
function useProposals() {
  const { api } = useStaff();
  const [proposals, setProposals] = useState<Proposals>();
  const pending = useRef<{ timer?: ReturnType<typeof setTimeout>; abort?: AbortController }>({});
  const stop = () => {
    clearTimeout(pending.current.timer);
    pending.current.abort?.abort();
  };
  useEffect(() => stop, []);
  const ask = (text: string, caret: number) => {
    stop();
    pending.current.timer = setTimeout(() => {
      const abort = new AbortController();
      pending.current.abort = abort;
      // Without suggestions the line works as well.
      api.post<Proposals>('/api/audit/search/complete', { text, caret }, { signal: abort.signal }).then((found) => !abort.signal.aborted && setProposals(found), () => setProposals(undefined));
    }, waitMs);
  };
  return {
    proposals,
    ask,
    close: () => {
      stop();
      setProposals(undefined);
    },
  };
}
