import type { ReactElement } from 'react';
import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { Download } from '../../../platform/http/download.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { renderMarkup } from '../../../ui/markup.ts';
import type { downloadHeld } from './contract.ts';
import { factsOf } from './page.tsx';
import { texts } from './texts.ts';

type Held = Answer<typeof downloadHeld>;

/** The file for programs: values as they are held, with their headings beside. */
export function jsonFile(held: Held, locale: Locale): Download {
  return {
    name: `${fileName(held, locale)}.json`,
    type: 'application/json; charset=utf-8',
    content: JSON.stringify(held, null, 2),
  };
}

/** The file to read: one page that needs nothing else, no network, no script. */
export function htmlFile(held: Held, locale: Locale): Download {
  return {
    name: `${fileName(held, locale)}.html`,
    type: 'text/html; charset=utf-8',
    content: `<!doctype html>${renderMarkup(<Page held={held} locale={locale} />)}`,
  };
}

const fileName = ({ person, at }: Held, locale: Locale): string =>
  `${texts[locale].fileName}-${person.id}-${at.toISOString().slice(0, 10)}`;

/** Only what the eye needs: the file is opened years later, wherever it lies. */
const LOOK =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%;margin-bottom:1.5rem}caption{text-align:left;font-weight:bold;padding:.5rem 0}' +
  'th,td{text-align:left;vertical-align:top;border:1px solid #888;padding:.3rem .5rem;overflow-wrap:anywhere}th{width:35%;font-weight:normal}' +
  'tbody+tbody{border-top:3px solid #888}';

function Page({ held, locale }: { held: Held; locale: Locale }): ReactElement {
  const t = texts[locale];
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t.titleOf(held.person.name)}</title>
        <style>{LOOK}</style>
      </head>
      <body>
        <main>
          <h1>{t.titleOf(held.person.name)}</h1>
          <p>{t.madeOn(instantInWords(held.at, locale))}</p>
          {held.modules
            .filter(({ sections }) => sections.length > 0)
            .map((module) => (
              <section key={module.key}>
                <h2>{module.title}</h2>
                {module.sections.map((section) => (
                  <table key={section.key}>
                    <caption>{section.title}</caption>
                    {section.rows.map((row, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key of their own here and never move.
                      <tbody key={at}>
                        {factsOf(section, row, locale).map(({ term, value }) => (
                          <tr key={term}>
                            <th scope="row">{term}</th>
                            <td>{value}</td>
                          </tr>
                        ))}
                      </tbody>
                    ))}
                  </table>
                ))}
              </section>
            ))}
          <h2>{t.longer}</h2>
          <ul>
            {held.modules
              .flatMap(({ exceptions }) => exceptions)
              .map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
          </ul>
        </main>
      </body>
    </html>
  );
}
