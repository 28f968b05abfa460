import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { useTexts } from './texts.ts';

export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** This column names the row; exactly one should. */
  namesRow?: boolean | undefined;
  /** Figures, aligned on their end. */
  numeric?: boolean | undefined;
  /** A link that sorts by this column, and how it is sorted now. */
  sort?: { href: string; now?: 'ascending' | 'descending' | undefined } | undefined;
}

export interface TableProps<Row> {
  caption: string;
  /** Read out but not shown, when a title above already says it. */
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** On a phone, `stack` turns each row into a small list; `scroll` keeps the grid and lets it slide. */
  narrow?: 'stack' | 'scroll' | undefined;
  /** Shown instead of an empty body. */
  empty?: ReactNode | undefined;
}

/** Rows of facts. Where room is short each row becomes a list of « header: value ». */
export function Table<Row>({
  caption,
  captionHidden,
  columns,
  rows,
  rowKey,
  narrow = 'stack',
  empty,
}: TableProps<Row>): ReactElement {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const table = (
    <table className={`table table-${narrow}`}>
      <caption className={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.numeric ? 'numeric' : undefined}
              aria-sort={column.sort?.now}
            >
              {column.sort ? <SortLink column={column.header} {...column.sort} /> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) =>
              column.namesRow ? (
                <th key={column.key} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.key} className={column.numeric ? 'numeric' : undefined} data-label={column.header}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  // A region that slides must be reachable and named for those who use the keyboard.
  return narrow === 'scroll' ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard cannot slide the region
    <section className="table-slide" aria-label={caption} tabIndex={0}>
      {table}
    </section>
  ) : (
    <div className="table-room">{table}</div>
  );
}

function SortLink({
  column,
  href,
  now,
}: {
  column: string;
  href: string;
  now?: 'ascending' | 'descending' | undefined;
}): ReactElement {
  const texts = useTexts();
  const icon = now === 'ascending' ? 'arrow-up' : now === 'descending' ? 'arrow-down' : 'arrow-up-down';
  return (
    <a href={href} className="sort">
      {column}
      <Icon name={icon} />
      {now && <span className="visually-hidden"> ({now === 'ascending' ? texts.sortedUp : texts.sortedDown})</span>}
    </a>
  );
}
