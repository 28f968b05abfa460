import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { instantInWords, weekdayInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { FormErrors } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { RichTextView } from '../../../ui/rich-text.tsx';
import { AttachmentList, type FileShown } from '../../files/index.ts';
import { momentInWords } from '../../notifications/index.ts';
import { texts as actWords } from '../acts/texts.ts';
import { BoardTable } from './board-table.tsx';
import {
  exportBoard,
  listSentNotes,
  printForPaper,
  proveBoard,
  relaunchNote,
  type showBoard,
  showCorrection,
  withdrawNote,
} from './contract-staff.ts';
import { errorsOf } from './fields.tsx';
import { answerInWords } from './page-note.tsx';
import { isOverdue } from './rules.ts';
import { texts } from './texts-staff.ts';

export type Board = Answer<typeof showBoard> & { readonly files: readonly FileShown[] };

/** How a note stands: how many answered, whom to ask again, child by child. */
export function boardView(ctx: SessionContext, board: Board, refusal?: Refusal): View {
  const { locale, now } = ctx;
  const t = texts[locale];
  const waiting = board.pupilList.filter(({ state }) => state === 'waiting' || state === 'seen');
  const done = board.pupilList.filter((pupil) => !waiting.includes(pupil));
  return {
    title: t.boardTitle(`${board.title} · ${board.place}`),
    shell: 'app',
    destination: board.group ? 'groups' : 'more',
    live: [board.group ? `group:${board.group}` : `person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: t.sentTitle, href: addressOf(listSentNotes, {}, { group: board.group ?? undefined }) },
                { label: board.title },
              ]}
            />
          }
          title={board.title}
          subtitle={
            <p>
              {t.writtenBy(board.author, board.place)} · {actWords[locale].names[board.act]} ·{' '}
              {board.rule === 'all' ? t.ruleAll : t.ruleOne}
            </p>
          }
        />
        <FormErrors errors={errorsOf(ctx, refusal)} />
        {board.withdrawnAt && (
          <Notice tone="attention">
            <p>{t.withdrawnNotice(instantInWords(board.withdrawnAt, locale))}</p>
          </Notice>
        )}
        {!board.isPublished && !board.withdrawnAt && (
          <Notice tone="info">
            <p>{t.leaves(momentInWords(board.publishAt, now, 'Europe/Paris', locale))}</p>
          </Notice>
        )}
        {board.dueOn && <Due ctx={ctx} board={board} dueOn={board.dueOn} />}
        <Progress
          label={t.progress}
          value={board.answered}
          max={Math.max(1, board.pupils)}
          text={t.progressWords(board.answered, board.pupils)}
        />
        <Tasks ctx={ctx} board={board} />
        {waiting.length > 0 ? (
          <Section title={t.waiting} aside={waiting.length}>
            <BoardTable ctx={ctx} board={board} pupils={waiting} caption={t.waiting} />
          </Section>
        ) : (
          <EmptyState drawing="all-done" title={t.everybody} level={2}>
            <p>{t.everybodyText}</p>
          </EmptyState>
        )}
        {done.length > 0 && (
          <Section title={t.done} aside={done.length}>
            {board.questions.length > 0 && <Tally board={board} locale={locale} />}
            <BoardTable ctx={ctx} board={board} pupils={done} caption={t.done} />
          </Section>
        )}
        <Details summary={t.read}>
          <RichTextView text={board.words} />
          <AttachmentList files={board.files} locale={locale} />
        </Details>
        <Details summary={t.files}>
          <Actions>
            <LinkButton variant="secondary" icon="file-text" href={addressOf(proveBoard, { noteId: board.id })}>
              {t.proof}
            </LinkButton>
            <LinkButton variant="secondary" icon="table" href={addressOf(exportBoard, { noteId: board.id })}>
              {t.exportCsv}
            </LinkButton>
            <LinkButton
              variant="secondary"
              icon="table"
              href={addressOf(exportBoard, { noteId: board.id }, { format: 'ods' })}
            >
              {t.exportOds}
            </LinkButton>
          </Actions>
        </Details>
        {board.mayChange && !board.withdrawnAt && <Changes ctx={ctx} board={board} />}
      </>
    ),
  };
}

function Due({ ctx, board, dueOn }: { ctx: SessionContext; board: Board; dueOn: string }): ReactElement {
  const t = texts[ctx.locale];
  const late = isOverdue(dueOn, ctx.actor.today) && board.answered < board.pupils;
  return (
    <p>
      <Badge tone={late ? 'brique' : 'neutral'} icon="clock">
        {(isOverdue(dueOn, ctx.actor.today) ? t.late : t.due)(weekdayInWords(dueOn, ctx.locale))}
      </Badge>
    </p>
  );
}

/** What to do now: ask again in one tap, print for those without Internet. */
function Tasks({ ctx, board }: { ctx: SessionContext; board: Board }): ReactElement | null {
  const t = texts[ctx.locale];
  if (board.withdrawnAt || board.answered === board.pupils) return null;
  return (
    <>
      <Actions>
        {board.isPublished && board.toRelaunch > 0 && (
          <form action={addressOf(relaunchNote, { noteId: board.id })} method="post">
            <Button icon="bell">{t.relaunch(board.toRelaunch)}</Button>
          </form>
        )}
        {board.withoutAccount > 0 && (
          <LinkButton variant="secondary" icon="printer" href={addressOf(printForPaper, { noteId: board.id })}>
            {t.print(board.withoutAccount)}
          </LinkButton>
        )}
        <LinkButton
          variant="quiet"
          icon="printer"
          href={addressOf(printForPaper, { noteId: board.id }, { all: 'yes' })}
        >
          {t.printAll}
        </LinkButton>
      </Actions>
      {board.relaunchedAt && <p>{t.relaunchedAt(instantInWords(board.relaunchedAt, ctx.locale))}</p>}
    </>
  );
}

/** How often each answer was given: nobody is named. */
function Tally({ board, locale }: { board: Board; locale: SessionContext['locale'] }): ReactElement {
  const given = board.pupilList.flatMap(({ guardians }) =>
    guardians.flatMap((guardian) => guardian.given ?? []).length > 0 ? guardians : [],
  );
  return (
    <ul>
      {board.questions.map((question, rank) => {
        if (question.kind === 'text' || question.kind === 'date') return null;
        const counts = new Map<string, number>();
        for (const guardian of given) {
          const answer = guardian.given?.[rank];
          if (answer) counts.set(answer, (counts.get(answer) ?? 0) + 1);
        }
        return (
          <li key={question.label}>
            {question.label}{' '}
            {[...counts].map(([answer, count]) => `${answerInWords(question, answer, locale)} : ${count}`).join(' · ')}
          </li>
        );
      })}
    </ul>
  );
}

function Changes({ ctx, board }: { ctx: SessionContext; board: Board }): ReactElement {
  const t = texts[ctx.locale];
  return (
    <Actions>
      <LinkButton variant="secondary" icon="pencil" href={addressOf(showCorrection, { noteId: board.id })}>
        {t.correct}
      </LinkButton>
      <form action={addressOf(withdrawNote, { noteId: board.id })} method="post">
        <Button variant="quiet" icon="trash-2" confirm={t.withdrawConfirm}>
          {t.withdraw}
        </Button>
      </form>
    </Actions>
  );
}
