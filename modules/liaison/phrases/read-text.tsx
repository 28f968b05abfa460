import type { ReactElement } from 'react';
import type { RichText } from '../../../platform/rich-text/model.ts';
import { ownNames } from '../../../platform/texts/languages.ts';
import { directionOf, type Locale } from '../../../platform/texts/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { RichTextView } from '../../../ui/rich-text.tsx';
import { ReadingLanguageForm } from '../../directory/index.ts';
import type { Reading } from './contract.ts';
import { ReviewBadge } from './pages.tsx';
import { texts } from './texts.ts';

/** The text: in the reader's language first, marked for what it is, then in French; and the way to another language. */
export function ReadText({
  locale,
  words,
  reading: { language, translation },
  back,
}: {
  locale: Locale;
  words: RichText;
  reading: Reading;
  back: string;
}): ReactElement {
  const t = texts[locale];
  return (
    <>
      {translation ? (
        <>
          <Card>
            <p>
              {t.translationNote} · <strong lang={language}>{ownNames[language]}</strong>{' '}
              {!translation.byMachine && <ReviewBadge locale={locale} isReviewed={translation.isReviewed} />}
            </p>
            <h2 lang={language} dir={directionOf(language)}>
              {translation.title}
            </h2>
            <RichTextView text={translation.words} lang={language} />
            {translation.byMachine && <p>{t.automatic}</p>}
            {!translation.isWhole && <p>{t.partial}</p>}
          </Card>
          <h2>{t.original}</h2>
          <RichTextView text={words} lang="fr" />
        </>
      ) : (
        <>
          <RichTextView text={words} under={1} />
          {language !== 'fr' && <p>{t.none}</p>}
        </>
      )}
      <ReadingLanguageForm locale={locale} current={language} back={back} />
    </>
  );
}
