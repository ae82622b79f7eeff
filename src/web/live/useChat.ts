import { useEffect, useState } from 'preact/hooks';
import type { Message } from '../contract';
import type { VisitConnection } from './VisitConnection';
import { newCommandId } from './api';

export interface Outgoing {
  clientMessageId: string;
  text: string;
  failed: boolean;
}

/** A visit's chat: every message once, in the order of its number; what was not sent yet stays visible. */
export function useChat(visit: VisitConnection) {
  const [messages, setMessages] = useState<Message[]>([]);
  const [outgoing, setOutgoing] = useState<Outgoing[]>([]);

  const add = (more: Message[]) => setMessages((all) => merge(all, more));
  useEffect(() => {
    const load = () =>
      void visit.getMessages().then((answer) => {
        if (!answer.refusal) add(answer.messages);
      });
    if (visit.link.state === 'connected') load();
    const forget = [
      visit.link.stateChanged.add((state) => {
        if (state === 'connected') load();
      }),
      visit.link.on('MessageReceived', (message) => {
        if (message.visitId === visit.visitId) add([message]);
      }),
    ];
    return () => forget.forEach((one) => one());
  }, [visit]);

  const deliver = async ({ clientMessageId, text }: { clientMessageId: string; text: string }) => {
    const others = (all: Outgoing[]) => all.filter((one) => one.clientMessageId !== clientMessageId);
    setOutgoing((all) => [...others(all), { clientMessageId, text, failed: false }]);
    const answer = await visit.sendMessage(text, clientMessageId);
    setOutgoing((all) => (answer.refusal ? [...others(all), { clientMessageId, text, failed: true }] : others(all)));
    return !answer.refusal;
  };

  const arrived = new Set(messages.map(({ clientMessageId }) => clientMessageId));
  return {
    messages,
    outgoing: outgoing.filter(({ clientMessageId }) => !arrived.has(clientMessageId)),
    send: (text: string) => deliver({ clientMessageId: newCommandId(), text }),
    retry: deliver,
  };
}

function merge(all: Message[], more: Message[]) {
  const known = new Map(all.map((message) => [message.number, message]));
  for (const message of more) known.set(message.number, message);
  return [...known.values()].sort((a, b) => a.number - b.number);
}
