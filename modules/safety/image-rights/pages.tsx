import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { showGroup } from '../../directory/contract.ts';
import { type ImageState, imagePurposes, type showClassImageRights, type showImageRights } from './contract.ts';
import { ImageQuestions } from './questions.tsx';
import { texts } from './texts.ts';

/** A person's answers: child by child, and about themselves. */
export function imageRightsView(ctx: SessionContext, { children, self }: Answer<typeof showImageRights>): View {
  const t = texts[ctx.locale];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{children.length > 0 ? t.lead : self ? t.leadOwn : t.nothing}</p>} />
        {children.length > 0 && <p>{t.others}</p>}
        {children.map((child) => (
          <ImageQuestions key={child.id} locale={ctx.locale} person={child} title={child.displayName} words={t.words} />
        ))}
        {self && <ImageQuestions locale={ctx.locale} person={self} title={t.own} words={t.ownWords} />}
      </>
    ),
  };
}

type Board = Answer<typeof showClassImageRights>;

const tones: Readonly<Record<ImageState, 'mousse' | 'brique' | 'miel'>> = {
  allowed: 'mousse',
  refused: 'brique',
  unanswered: 'miel',
};

/** Whose pictures may be shown in a class. */
export function classImageRightsView(ctx: SessionContext, board: Board): View {
  const t = texts[ctx.locale].board;
  const said = (state: ImageState): ReactElement => <Badge tone={tones[state]}>{t.states[state]}</Badge>;
  return {
    title: `${t.title(board.label)} · ${board.school}`,
    shell: 'app',
    live: [`group:${board.id}`],
    destination: 'groups',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: board.label, href: addressOf(showGroup, { groupId: board.id }) },
                { label: t.title(board.label) },
              ]}
            />
          }
          title={t.title(board.label)}
          subtitle={<p>{t.lead}</p>}
        />
        <Table
          caption={t.title(board.label)}
          captionHidden
          rows={board.pupils}
          rowKey={(pupil) => pupil.id}
          empty={<EmptyState drawing="satchel" title={t.empty} />}
          columns={[
            { key: 'pupil', header: t.pupil, cell: (pupil) => pupil.displayName, namesRow: true },
            ...imagePurposes.map((purpose) => ({
              key: purpose,
              header: t.columns[purpose],
              cell: (pupil: Board['pupils'][number]) => said(pupil[purpose]),
            })),
          ]}
        />
      </>
    ),
  };
}
