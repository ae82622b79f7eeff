export type RowKey = 'next' | 'previous' | 'admit' | 'more';

const keys: Record<string, RowKey> = { ArrowDown: 'next', j: 'next', ArrowUp: 'previous', k: 'previous', a: 'admit', m: 'more' };

/** Keys of the board. They act only while a row's name has the focus (WCAG 2.1.4). */
export function onBoardKey(event: KeyboardEvent, board: HTMLElement) {
  const name = event.target as HTMLElement;
  const act = keys[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || !name.classList.contains('board-name')) return;
  const row = name.closest('.board-row');
  if (act === 'next' || act === 'previous') {
    const names = [...board.querySelectorAll<HTMLElement>('.board-name')];
    names[names.indexOf(name) + (act === 'next' ? 1 : -1)]?.focus();
  } else {
    row?.querySelector<HTMLElement>(act === 'admit' ? '.board-acts > button' : '.menu > button')?.click();
  }
  event.preventDefault();
}
