import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { weekdayInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { showGroup } from '../../directory/contract.ts';
import { momentInWords } from '../../notifications/index.ts';
import { showActs } from '../acts/contract.ts';
import { texts as actWords } from '../acts/texts.ts';
import { notePlacePolicy } from '../policy.ts';
import { listSentNotes, newNote, showBoard } from './contract-staff.ts';
import { isOverdue } from './rules.ts';
import { texts } from './texts-staff.ts';

type Sent = Answer<typeof listSentNotes>;
type Line = Sent['notes'][number];

/** The school's clock, for what leaves later. */
const ZONE = 'Europe/Paris';

/** The schools whose acts the actor sets. */
const headOf = ({ actor }: SessionContext) =>
  actor.profiles.filter(({ schoolId }) => notePlacePolicy.can(actor, 'setActs', { schoolId, groupId: null }));

/** The notes that one follows, with how many families answered. */
export function sentView(ctx: SessionContext, { notes, after, group, mayWrite }: Sent): View {
  const t = texts[ctx.locale];
  const write = mayWrite && (
    <LinkButton icon="notebook-pen" href={addressOf(newNote, {}, { place: group ? `group:${group.id}` : undefined })}>
      {t.write}
    </LinkButton>
  );
  return {
    title: group ? t.sentTitleOf(group.label) : t.sentTitle,
    shell: 'app',
    destination: group ? 'groups' : 'more',
    live: [group ? `group:${group.id}` : `person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader
          above={
            group && (
              <Breadcrumb
                items={[
                  { label: group.label, href: addressOf(showGroup, { groupId: group.id }) },
                  { label: t.sentTitle },
                ]}
              />
            )
          }
          title={group ? t.sentTitleOf(group.label) : t.sentTitle}
          subtitle={<p>{t.sentLead}</p>}
          actions={
            <>
              {write}
              {headOf(ctx).map(({ schoolUai, schoolName }) => (
                <LinkButton key={schoolUai} variant="quiet" icon="settings" href={addressOf(showActs, { schoolUai })}>
                  {headOf(ctx).length > 1 ? actWords[ctx.locale].pageTitle(schoolName) : actWords[ctx.locale].title}
                </LinkButton>
              ))}
            </>
          }
        />
        {notes.length === 0 ? (
          <EmptyState drawing="notebook" title={t.none} level={2}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.sentTitle}>
            {notes.map((line) => (
              <Row key={line.id} ctx={ctx} line={line} />
            ))}
          </List>
        )}
        {after && (
          <p>
            <LinkButton variant="secondary" href={addressOf(listSentNotes, {}, { group: group?.id, after })}>
              {t.more}
            </LinkButton>
          </p>
        )}
      </>
    ),
  };
}

function Row({ ctx, line }: { ctx: SessionContext; line: Line }): ReactElement {
  const { locale, now, actor } = ctx;
  const t = texts[locale];
  const late = isOverdue(line.dueOn, actor.today);
  const when = line.dueOn && (late ? t.late : t.due)(weekdayInWords(line.dueOn, locale));
  const leaves = line.publishAt > now && t.leaves(momentInWords(line.publishAt, now, ZONE, locale));
  return (
    <ListRow
      title={line.title}
      href={addressOf(showBoard, { noteId: line.id })}
      subtitle={[t.writtenBy(line.author, line.place), leaves || when].filter(Boolean).join(' · ')}
      trail={
        line.withdrawnAt ? (
          <Badge>{t.withdrawn}</Badge>
        ) : (
          <>
            {line.refused > 0 && <Badge tone="brique">{t.refusals(line.refused)}</Badge>}
            <Badge tone={line.answered === line.pupils ? 'mousse' : late ? 'brique' : 'miel'}>
              <span aria-hidden="true">{t.answered(line.answered, line.pupils)}</span>
              <span className="visually-hidden">{t.answeredWords(line.answered, line.pupils)}</span>
            </Badge>
          </>
        )
      }
    />
  );
}
