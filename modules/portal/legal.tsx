import type { ReactElement } from 'react';
import type { Publisher } from '../../platform/config/settings.ts';
import type { Context } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { Locale } from '../../platform/texts/texts.ts';
import { DefinitionList } from '../../ui/facts.tsx';
import { PageHeader, Section } from '../../ui/page.tsx';
import { texts } from './texts.ts';
import { legalTexts } from './texts-legal.ts';

type Page = keyof (typeof legalTexts)['fr'];

/** A page of plain text that anyone may read. */
export const textPage =
  (page: Page) =>
  ({ locale, publisher }: Context): View => {
    const text = legalTexts[locale][page];
    return {
      title: text.title,
      shell: 'reading',
      body: (
        <>
          <PageHeader title={text.title} subtitle={text.intro} />
          {text.sections.map((section) => (
            <Section key={section.id} id={section.id} title={section.title}>
              {section.id === 'publisher' && publisher?.publishedBy ? (
                <Publishing publisher={publisher} locale={locale} />
              ) : (
                <Lines lines={section.lines} />
              )}
            </Section>
          ))}
        </>
      ),
    };
  };

/** Who answers for the site, as far as its operator said. */
function Publishing({ publisher, locale }: { publisher: Publisher; locale: Locale }): ReactElement {
  const t = texts[locale].legal;
  const said = [
    { term: t.publishedBy, value: publisher.publishedBy },
    { term: t.director, value: publisher.director },
    { term: t.hostedBy, value: publisher.hostedBy },
  ];
  return <DefinitionList items={said.flatMap(({ term, value }) => (value ? [{ term, value }] : []))} />;
}

/** Paragraphs, then the lines that begin with a dash as one list. */
function Lines({ lines }: { lines: readonly string[] }): ReactElement {
  const items = lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2));
  return (
    <div className="stack">
      {lines
        .filter((line) => !line.startsWith('- '))
        .map((line) => (
          <p key={line}>{line}</p>
        ))}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
