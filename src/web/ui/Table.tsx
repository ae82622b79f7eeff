import type { ComponentChildren } from 'preact';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ComponentChildren;
  align?: 'end';
}

interface Props<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty: string;
}

interface ScrollProps {
  /** What the table tells, for those who reach it by keyboard. */
  label: string;
  children: ComponentChildren;
}

/** What may be wider than its place: it is reached and scrolled by keyboard too. */
export function TableScroll({ label, children }: ScrollProps) {
  return <div class="table-scroll" role="region" aria-label={label} tabIndex={0}>{children}</div>;
}

/** On a narrow screen each row becomes a card whose cells carry their column's title. */
export function Table<Row>({ caption, columns, rows, rowKey, empty }: Props<Row>) {
  if (rows.length === 0) return <p class="empty">{empty}</p>;
  return (
    <TableScroll label={caption}>
      <table class="table">
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, title, align }) => (
              <th key={key} scope="col" class={align}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, title, cell, align }) => (
                <td key={key} data-title={title} class={align}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
