import { useEffect, useRef, useState } from 'preact/hooks';
import { language, shortTimeIn, t, type Key } from '../../i18n';
import type { useChat } from '../../live';
import { announce, Button } from '../../ui';
import './chat.css';

interface Props {
  chat: ReturnType<typeof useChat>;
  /** The reader's own participant, to tell own messages from others'. */
  me?: string;
  zone: string;
}

export function Chat({ chat, me, zone }: Props) {
  const [text, setText] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const count = chat.messages.length + chat.outgoing.length;
  const last = chat.messages.at(-1);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  useEffect(() => {
    if (last && last.from.participantId !== me) announce(`${senderOf(last.from)}: ${last.text}`);
  }, [last?.number]);
  const send = (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    void chat.send(text.trim());
    setText('');
  };
  return (
    <div class="chat" lang={language()}>
      <ol class="chat-list" ref={list} aria-label={t('chat.title')} tabIndex={0}>
        {count === 0 && <li class="soft">{t('chat.empty')}</li>}
        {chat.messages.map(({ number, from, text: said, at }) => {
          const mine = from.participantId !== undefined && from.participantId === me;
          return (
            <li key={number} class={mine ? 'chat-mine' : 'chat-theirs'}>
              <span class="chat-from">
                {mine ? t('chat.you') : senderOf(from)} · {shortTimeIn(at, zone)}
              </span>
              <span class="chat-text">{said}</span>
            </li>
          );
        })}
        {chat.outgoing.map((message) => (
          <li key={message.clientMessageId} class="chat-mine">
            <span class="chat-text">{message.text}</span>
            {message.failed ? (
              <Button kind="quiet" icon="refresh" onClick={() => void chat.retry(message)}>
                {t('chat.notSent')}
              </Button>
            ) : (
              <span class="chat-from">{t('chat.sending')}</span>
            )}
          </li>
        ))}
      </ol>
      <form class="chat-form" onSubmit={send}>
        <input
          type="text"
          aria-label={t('chat.label')}
          placeholder={t('chat.label')}
          maxLength={2000}
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" icon="send">
          {t('chat.send')}
        </Button>
      </form>
    </div>
  );
}

function senderOf({ name, role }: { name?: string; role: string }) {
  return name ?? t(`role.${role}` as Key);
}
