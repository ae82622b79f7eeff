import { useEffect, useState } from 'preact/hooks';
import type { Message } from '../contract';
import type { VisitConnection } from './VisitConnection';
import { newCommandId } from './api';

/** As many messages as one answer holds at most. */
const pageLength = 500;

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
    let last = 0;
    const load = async () => {
      const answer = await visit.getMessages(last || undefined);
      if (answer.refusal || answer.messages.length === 0) return;
      last = Math.max(last, ...answer.messages.map(({ number }) => number));
      add(answer.messages);
      if (answer.messages.length === pageLength) await load();
    };
    const receive = (message: Message) => {
      if (message.number > last + 1) void load();
      else last = Math.max(last, message.number);
      add([message]);
    };
    if (visit.link.state === 'connected') void load();
    const forget = [
      visit.link.stateChanged.add((state) => {
        if (state === 'connected') void load();
      }),
      visit.link.on('MessageReceived', (message) => {
        if (message.visitId === visit.visitId) receive(message);
      }),
    ];
    return () => forget.forEach((one) => one());
  }, [visit]);

  const deliver = async ({ clientMessageId, text }: { clientMessageId: string; text: string }) => {
    const others = (all: Outgoing[]) => all.filter((one) => one.clientMessageId !== clientMessageId);
    setOutgoing((all) => [...others(all), { clientMessageId, text, failed: false }]);
    const answer = await visit.sendMessage(text, clientMessageId);
    setOutgoing((all) => (answer.refusal ? [...others(all), { clientMessageId, text, failed: true }] : others(all)));
    if (!answer.refusal) add([mine(visit, { text, clientMessageId, ...answer })]);
  };

  const arrived = new Set(messages.map(({ clientMessageId }) => clientMessageId));
  return {
    messages,
    outgoing: outgoing.filter(({ clientMessageId }) => !arrived.has(clientMessageId)),
    send: (text: string) => deliver({ clientMessageId: newCommandId(), text }),
    retry: deliver,
  };
}

function mine({ visitId, state }: VisitConnection, said: Pick<Message, 'number' | 'at' | 'text' | 'clientMessageId'>): Message {
  const { participantId, role = '' } = state.view?.me ?? {};
  return { visitId, from: { participantId, role }, ...said };
}

function merge(all: Message[], more: Message[]) {
  const known = new Map(all.map((message) => [message.number, message]));
  for (const message of more) known.set(message.number, message);
  return [...known.values()].sort((a, b) => a.number - b.number);
}
