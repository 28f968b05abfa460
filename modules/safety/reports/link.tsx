import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { texts } from '../panel/texts.ts';
import { newReport } from './contract.ts';

/**
 * « Signaler » under a content; its module registers the place (`Module.reportables`).
 * @param title what is reported, for the ear: several such links stand on one page
 */
export function ReportLink(props: {
  locale: Locale;
  place: string;
  subject: string;
  title?: string | undefined;
}): ReactElement {
  const { locale, place, subject, title } = props;
  const t = texts[locale];
  return (
    <LinkButton href={addressOf(newReport, {}, { place, subject })} variant="quiet" size="small" icon="flag">
      {t.link}
      {title && <span className="visually-hidden"> : {title}</span>}
    </LinkButton>
  );
}
