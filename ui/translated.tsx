import type { ReactElement, ReactNode } from 'react';
import type { RichText } from '../platform/rich-text/model.ts';
import type { Translation } from '../platform/rich-text/reading.ts';
import { ownNames, type ReadingLanguage } from '../platform/texts/languages.ts';
import { directionOf } from '../platform/texts/texts.ts';
import { Badge } from './badge.tsx';
import { Card, Heading, type HeadingLevel } from './card.tsx';
import { RichTextView, type RichTextViewProps } from './rich-text.tsx';
import { useTexts } from './texts.ts';

export interface TranslatedProps {
  /** What was written, in French: always shown. */
  words: RichText;
  /** The language of who reads. */
  language: ReadingLanguage;
  /** What it says there; null when nobody knows. */
  translation: Translation | null;
  /** Rank of the title that the text stands under. */
  under: 1 | 2 | 3;
  /** On a page of several texts, each under its own head, the parts of one are told apart by words, not by headings. */
  several?: boolean | undefined;
  images?: RichTextViewProps['images'];
}

/** A text as somebody reads it: in their language first, marked for what it is, then as it was written, which is what counts. */
export function Translated({ words, language, translation, under, several, images }: TranslatedProps): ReactElement {
  const t = useTexts().translated;
  if (!translation) return <RichTextView text={words} under={under} images={images} />;
  const level = several ? undefined : ((under + 1) as HeadingLevel);
  return (
    <>
      <Card ground={several ? 'sunken' : 'surface'}>
        <p>
          {t.translation} · <strong lang={language}>{ownNames[language]}</strong>{' '}
          {!translation.byMachine && <ReviewBadge isReviewed={translation.isReviewed} />}
        </p>
        <div className="stack" lang={language} dir={directionOf(language)}>
          {translation.title && <Line level={level}>{translation.title}</Line>}
          <RichTextView text={translation.words} under={under} lang={language} images={images} />
        </div>
        {translation.byMachine && <p>{t.automatic}</p>}
        {!translation.isWhole && <p>{t.partial}</p>}
      </Card>
      <Line level={level}>{t.original}</Line>
      <RichTextView text={words} under={under} lang="fr" images={images} />
    </>
  );
}

/** Whether somebody who reads the language signed a translation off. */
export function ReviewBadge({ isReviewed }: { isReviewed: boolean }): ReactElement {
  const t = useTexts().translated;
  return isReviewed ? (
    <Badge tone="mousse" icon="check">
      {t.reviewed}
    </Badge>
  ) : (
    <Badge tone="miel">{t.notReviewed}</Badge>
  );
}

const Line = ({ level, children }: { level: HeadingLevel | undefined; children: ReactNode }): ReactElement =>
  level ? (
    <Heading level={level}>{children}</Heading>
  ) : (
    <p>
      <strong>{children}</strong>
    </p>
  );
