import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { HomeCard, HomeScope } from '../../../platform/module.ts';
import { dayInWords, weekdayInWords } from '../../../platform/texts/days.ts';
import { Card, Cards } from '../../../ui/card.tsx';
import { Later, LaterContent } from '../../../ui/later.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { mayHavePronote } from './ask.ts';
import { showPronote } from './contract.ts';
import { texts } from './texts.ts';

const FRAME = 'pronote';

/** Lines of each kind on the card. */
const MOST = 3;

type Shown = Answer<typeof showPronote>;
type Pupil = Shown['answers'][number]['pupils'][number];

/** On "Aujourd'hui" of pupils and guardians of a collège: costs the page nothing, it is asked for afterwards. */
export const pronoteCard: HomeCard = {
  key: 'connectors.pronote',
  order: 90,
  shownTo: mayHavePronote,
  render: async ({ locale }, { child }: HomeScope) => {
    const src = addressOf(showPronote, {}, { child });
    return (
      <Later id={FRAME} src={src}>
        <p>
          <a className="alone" href={src}>
            {texts[locale].see}
          </a>
        </p>
      </Later>
    );
  },
};

/** What the PRONOTE of their schools say: a page, and the part of the home page that waits for it. */
export function pronoteView(ctx: SessionContext, shown: Shown): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} />
        <LaterContent id={FRAME}>{shown.addresses.length > 0 && <Said ctx={ctx} shown={shown} />}</LaterContent>
        {shown.addresses.length === 0 && <p>{t.none}</p>}
        {shown.addresses.length > 0 && shown.answers.length === 0 && <p>{t.silent}</p>}
      </>
    ),
  };
}

function Said({ ctx, shown: { addresses, answers } }: { ctx: SessionContext; shown: Shown }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Section title={t.title}>
      <Cards>
        {answers.flatMap(({ address, pupils }) =>
          pupils.map((pupil) => (
            <Told key={`${address}${pupil.givenName}${pupil.familyName}`} ctx={ctx} address={address} pupil={pupil} />
          )),
        )}
      </Cards>
      {addresses.map((address) => (
        <p key={address}>
          <Door to={address}>{t.open}</Door>
        </p>
      ))}
    </Section>
  );
}

/** The way into PRONOTE, by our own door, which gives it a ticket. */
const Door = ({ to, children }: { to: string; children: string }): ReactElement => (
  <a className="alone" href={`/cas/login?${new URLSearchParams({ service: to }).toString()}`} data-turbo="false">
    {children}
  </a>
);

const pageOf = (address: string, page: string): string => `${address}?page=${page}`;

function Told({ ctx, address, pupil }: { ctx: SessionContext; address: string; pupil: Pupil }): ReactElement {
  const t = texts[ctx.locale];
  const { today } = ctx.actor;
  const due = pupil.homework
    .filter((one) => one.due >= today)
    .sort((a, b) => a.due.localeCompare(b.due))
    .slice(0, MOST);
  const marks = [...pupil.marks].sort((a, b) => b.day.localeCompare(a.day)).slice(0, MOST);
  const [page] = pupil.pages;
  return (
    <Card title={`${pupil.givenName} ${pupil.familyName}`}>
      {pupil.unexplained > 0 && <p>{t.unexplained(pupil.unexplained)}</p>}
      <p>
        <strong>{t.homework}</strong>
      </p>
      {due.length === 0 ? (
        <p>{t.noHomework}</p>
      ) : (
        <List label={t.homework}>
          {due.map((one) => (
            <ListRow
              key={`${one.due}${one.subject}${one.text}`}
              title={t.due(one.subject, weekdayInWords(one.due, ctx.locale))}
              subtitle={one.text}
            />
          ))}
        </List>
      )}
      {marks.length > 0 && (
        <>
          <p>
            <strong>{t.marks}</strong>
          </p>
          <List label={t.marks}>
            {marks.map((one) => (
              <ListRow
                key={`${one.day}${one.subject}${one.mark}`}
                title={one.subject}
                subtitle={one.day === '' ? undefined : dayInWords(one.day, ctx.locale)}
                trail={t.mark(one.mark, one.scale)}
              />
            ))}
          </List>
        </>
      )}
      {page && (
        <p>
          <Door to={pageOf(address, page.page)}>{t.openPage(page.name)}</Door>
        </p>
      )}
    </Card>
  );
}
