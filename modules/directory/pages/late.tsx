import type { ReactElement } from 'react';
import { dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Notice } from '../../../ui/notice.tsx';
import { texts } from '../texts.ts';

interface Late {
  readonly source: string;
  readonly everyDays: number;
  readonly lastOn: string | null;
}

/** Which expected deliveries did not come; null when all did. */
export function lateNotice(late: readonly Late[], locale: Locale): ReactElement | null {
  if (late.length === 0) return null;
  const t = texts[locale].deliveries.late;
  return (
    <Notice tone="attention" title={t.title}>
      {late.map(({ source, everyDays, lastOn }) => (
        <p key={source}>{t.source(source, everyDays, lastOn === null ? null : dayInWords(lastOn, locale))}</p>
      ))}
    </Notice>
  );
}
