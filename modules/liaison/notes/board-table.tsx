import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { instantInWords } from '../../../platform/texts/days.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Hidden } from '../../../ui/form.tsx';
import { Table } from '../../../ui/table.tsx';
import { proveNote } from './contract.ts';
import { tickPaper } from './contract-staff.ts';
import type { Board } from './page-board.tsx';
import { toneOf } from './page-list.tsx';
import { answerInWords } from './page-note.tsx';
import { texts } from './texts-staff.ts';

type Pupil = Board['pupilList'][number];

/** Above it a page would weigh too much with a form on each row: a school's table goes to its file. */
const MOST_WITH_TICKS = 60;

/** Children with their guardians, and what each has done; the tick on paper stands beside. */
export function BoardTable({
  ctx,
  board,
  pupils,
  caption,
}: {
  ctx: SessionContext;
  board: Board;
  pupils: readonly Pupil[];
  caption: string;
}): ReactElement {
  const t = texts[ctx.locale];
  const ticks = !board.withdrawnAt && pupils.length <= MOST_WITH_TICKS;
  return (
    <Table
      caption={caption}
      captionHidden
      rows={pupils.slice(0, 200)}
      rowKey={(pupil) => pupil.id}
      columns={[
        { key: 'pupil', header: t.pupil, cell: (pupil) => pupil.displayName, namesRow: true },
        { key: 'state', header: t.state, cell: (pupil) => <States ctx={ctx} board={board} pupil={pupil} /> },
        { key: 'guardians', header: t.guardians, cell: (pupil) => <Guardians ctx={ctx} board={board} pupil={pupil} /> },
        ...(ticks
          ? [{ key: 'paper', header: t.paper, cell: (pupil: Pupil) => <Ticks ctx={ctx} board={board} pupil={pupil} /> }]
          : []),
      ]}
    />
  );
}

interface CellProps {
  ctx: SessionContext;
  board: Board;
  pupil: Pupil;
}

function States({ ctx, board, pupil }: CellProps): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      <Badge tone={toneOf[pupil.state]}>{t.states[pupil.state]}</Badge>
      {pupil.hasLeft && <Badge>{t.hasLeft}</Badge>}
      {board.asksPupil && (
        <Badge tone={pupil.acknowledgedAt ? 'mousse' : 'neutral'}>
          {pupil.acknowledgedAt ? t.acknowledged : t.notAcknowledged}
        </Badge>
      )}
    </>
  );
}

function Guardians({ ctx, board, pupil }: CellProps): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  if (pupil.guardians.length === 0) return <span>{t.noGuardian}</span>;
  return (
    <ul className="plain">
      {heard(pupil).map((guardian) => {
        const answers = guardian.given
          ? board.questions.map((question, rank) => answerInWords(question, guardian.given?.[rank] ?? '', locale))
          : [];
        return <li key={guardian.displayName}>{[sentenceOf(ctx, guardian), ...answers].join(' · ')}</li>;
      })}
    </ul>
  );
}

/** Once a child's note is answered, only those who did something with it are told of. */
function heard({ state, guardians }: Pupil): Pupil['guardians'] {
  if (state !== 'signed' && state !== 'refused') return guardians;
  const active = guardians.filter(({ outcome, seenAt }) => outcome !== null || seenAt !== null);
  return active.length > 0 ? active : guardians;
}

function sentenceOf({ locale }: SessionContext, guardian: Pupil['guardians'][number]): string {
  const t = texts[locale];
  const { displayName, outcome, answeredAt, seenAt, isInUse } = guardian;
  if (outcome && answeredAt)
    return (outcome === 'refused' ? t.guardianRefused : t.guardianSigned)(
      displayName,
      instantInWords(answeredAt, locale),
    );
  if (seenAt) return t.guardianSeen(displayName, instantInWords(seenAt, locale));
  return isInUse ? t.guardianWaiting(displayName) : t.guardianAway(displayName);
}

/** Came back on paper: a tap; taken back as easily. */
function Ticks({ ctx, board, pupil }: CellProps): ReactElement {
  const { locale } = ctx;
  const t = texts[locale];
  const action = addressOf(tickPaper, { noteId: board.id, pupilUid: pupil.id });
  const asksConsent = board.questions.some(({ kind }) => kind === 'authorisation');
  if (pupil.paper) {
    const said = pupil.paper.outcome === 'refused' ? t.paperRefused : t.paperBy;
    return (
      <>
        <span>{said(instantInWords(pupil.paper.at, locale), pupil.paper.by)}</span>
        <form action={action} method="post">
          <Hidden name="outcome" value="undo" />
          <Button variant="quiet" size="small" aria-label={t.paperUndoLabel(pupil.displayName)}>
            {t.paperUndo}
          </Button>
        </form>
      </>
    );
  }
  if (pupil.state === 'signed' || pupil.state === 'refused')
    return (
      <a
        href={addressOf(proveNote, { noteId: board.id, pupilUid: pupil.id })}
        aria-label={t.proofOfLabel(pupil.displayName)}
      >
        {t.proofOf}
      </a>
    );
  return (
    <form action={action} method="post">
      <Button
        variant="secondary"
        size="small"
        name="outcome"
        value="signed"
        aria-label={t.paperLabel(pupil.displayName)}
      >
        {t.paper}
      </Button>
      {asksConsent && (
        <Button
          variant="quiet"
          size="small"
          name="outcome"
          value="refused"
          aria-label={t.paperNoLabel(pupil.displayName)}
        >
          {t.paperNo}
        </Button>
      )}
    </form>
  );
}
