import type { ReactElement } from 'react';
import type { Context } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import { PageHeader, Section } from '../../ui/page.tsx';
import { legalTexts } from './texts-legal.ts';

type Page = keyof (typeof legalTexts)['fr'];

/** A page of plain text that anyone may read. */
export const textPage =
  (page: Page) =>
  ({ locale }: Context): View => {
    const text = legalTexts[locale][page];
    return {
      title: text.title,
      shell: 'reading',
      body: (
        <>
          <PageHeader title={text.title} subtitle={text.intro} />
          {text.sections.map((section) => (
            <Section key={section.id} id={section.id} title={section.title}>
              <Lines lines={section.lines} />
            </Section>
          ))}
        </>
      ),
    };
  };

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
