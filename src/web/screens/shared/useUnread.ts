import { useEffect, useState } from 'preact/hooks';
import type { useChat } from '../../live';

/** How many messages of others came since the chat was last on the screen. */
export function useUnread({ messages }: ReturnType<typeof useChat>, me: string | undefined, open: boolean): number {
  const last = messages.at(-1)?.number ?? 0;
  const [seen, setSeen] = useState<number>();
  useEffect(() => {
    if (open || (seen === undefined && last > 0)) setSeen(last);
  }, [open, last]);
  if (open || seen === undefined) return 0;
  return messages.filter(({ number, from }) => number > seen && from.participantId !== me).length;
}
