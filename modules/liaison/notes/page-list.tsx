import type { ReactElement } from 'react';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords, weekdayInWords } from '../../../platform/texts/days.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { ActionCard } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Tabs } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { listNotes, showNote } from './contract.ts';
import { isOverdue, type State } from './rules.ts';
import { texts } from './texts.ts';

type Notes = Answer<typeof listNotes>;
type Line = Notes['toSign'][number];

export const toneOf: Readonly<Record<State, 'mousse' | 'brique' | 'miel' | 'ciel'>> = {
  waiting: 'miel',
  seen: 'ciel',
  signed: 'mousse',
  refused: 'brique',
};

/** The notes for a family or a pupil: to sign first. */
export function notesView(
  ctx: SessionContext,
  notes: Notes,
  asked: { readonly child?: string | undefined; readonly after?: string | undefined },
  head?: ReactElement,
): View {
  const t = texts[ctx.locale];
  const { isPupil } = notes;
  const nothing = notes.toSign.length === 0 && notes.others.length === 0;
  return {
    title: t.title,
    shell: 'app',
    destination: 'more',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{isPupil ? t.leadPupil : t.lead}</p>} actions={head} />
        {ctx.actor.children.length > 1 && <Children ctx={ctx} child={asked.child} />}
        {nothing ? (
          <EmptyState drawing="notebook" title={t.none} level={2}>
            <p>{isPupil ? t.nonePupil : t.noneText}</p>
          </EmptyState>
        ) : (
          <>
            {!isPupil && !asked.after && <ToSign ctx={ctx} lines={notes.toSign} />}
            {notes.others.length > 0 && (
              <Section title={isPupil ? t.othersPupil : t.others}>
                <List label={isPupil ? t.othersPupil : t.others}>
                  {notes.others.map((line) => (
                    <Other key={`${line.id}${line.pupil.id}`} ctx={ctx} line={line} isPupil={isPupil} />
                  ))}
                </List>
                {notes.after && (
                  <p>
                    <LinkButton
                      variant="secondary"
                      href={addressOf(listNotes, {}, { child: asked.child, after: notes.after })}
                    >
                      {t.more}
                    </LinkButton>
                  </p>
                )}
              </Section>
            )}
          </>
        )}
      </>
    ),
  };
}

function Children({ ctx, child }: { ctx: SessionContext; child: string | undefined }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Tabs
      label={t.children}
      items={[
        { label: t.everyChild, href: listNotes.path, current: child === undefined },
        ...ctx.actor.children.map(({ uid, givenName }) => ({
          label: givenName,
          href: addressOf(listNotes, {}, { child: uid }),
          current: child === uid,
        })),
      ]}
    />
  );
}

function ToSign({ ctx, lines }: { ctx: SessionContext; lines: readonly Line[] }): ReactElement {
  const { locale, actor } = ctx;
  const t = texts[locale];
  return (
    <Section title={t.toSign} aside={lines.length > 0 ? lines.length : undefined}>
      {lines.length === 0 ? (
        <EmptyState drawing="all-done" title={t.allSigned}>
          <p>{t.allSignedText}</p>
        </EmptyState>
      ) : (
        <div className="stack">
          {lines.map((line) => (
            <ActionCard
              key={`${line.id}${line.pupil.id}`}
              title={line.title}
              icon="notebook-pen"
              who={t.sent(line.author, line.place)}
              forWhom={{ name: line.pupil.displayName, animal: animalOf(line.pupil.id) }}
              when={line.dueOn ? whenOf(line.dueOn, actor.today, locale) : undefined}
              action={
                <LinkButton href={`${addressOf(showNote, { noteId: line.id })}#pupil-${line.pupil.id}`}>
                  {t.states.waiting}
                  <span className="visually-hidden">{` : ${line.title}, ${line.pupil.displayName}`}</span>
                </LinkButton>
              }
            />
          ))}
        </div>
      )}
    </Section>
  );
}

/** Until when, and whether that is over. */
export function whenOf(dueOn: string, today: string, locale: SessionContext['locale']) {
  const t = texts[locale];
  const late = isOverdue(dueOn, today);
  const day = weekdayInWords(dueOn, locale);
  return { label: late ? t.late(day) : t.due(day), dateTime: dueOn, urgent: late || dueOn === today };
}

function Other({ ctx, line, isPupil }: { ctx: SessionContext; line: Line; isPupil: boolean }): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const byOther = !isPupil && line.own === null && line.state === 'signed';
  const word = isPupil ? t.statesPupil[line.state] : t.states[line.own ?? line.state];
  return (
    <ListRow
      title={line.title}
      href={addressOf(showNote, { noteId: line.id })}
      lead={<Avatar name={line.pupil.displayName} animal={animalOf(line.pupil.id)} />}
      subtitle={[
        isPupil ? '' : line.pupil.displayName,
        line.author,
        dayInWords(dayOf(line.publishAt), locale),
        byOther ? t.bySomebody : '',
      ]
        .filter(Boolean)
        .join(' · ')}
      trail={<Badge tone={toneOf[line.own ?? line.state]}>{word}</Badge>}
    />
  );
}
