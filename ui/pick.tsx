import type { ReactElement } from 'react';

/** A box that chooses a row of a table; its name is for those who do not see the row. */
export function Pick({ name, value, label }: { name: string; value: string; label: string }): ReactElement {
  return (
    <label className="pick">
      <input type="checkbox" name={name} value={value} />
      <span className="visually-hidden">{label}</span>
    </label>
  );
}
