import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Breadcrumb, Tabs } from '../../../ui/navigation.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { showGroup } from '../../directory/contract.ts';
import {
  type ImageKind,
  type ImageState,
  imageKinds,
  imageSupports,
  showClassImageRights,
  showImageRights,
} from './contract.ts';
import { AskedOccasions } from './occasions/asked.tsx';
import { listOccasions } from './occasions/contract.ts';
import { texts as occasionTexts } from './occasions/texts.ts';
import { ImageQuestions } from './questions.tsx';
import { texts } from './texts.ts';

/** The three kinds, each on a page of its own: three times five questions a child would be read by nobody. */
const KindTabs = ({ locale, kind, href }: { locale: Locale; kind: ImageKind; href(kind: ImageKind): string }) => (
  <Tabs
    label={texts[locale].title}
    items={imageKinds.map((one) => ({ label: texts[locale].kinds[one], href: href(one), current: one === kind }))}
  />
);

/** What the school asks about occasions, then a person's answers for the year: child by child, and about themselves. */
export function imageRightsView(ctx: SessionContext, answers: Answer<typeof showImageRights>): View {
  const { kind, children, self, asked } = answers;
  const { locale } = ctx;
  const t = texts[locale];
  const lead = children.length > 0 ? t.leads[kind] : self ? t.leadsOwn[kind] : t.nothing;
  return {
    title: kind === 'image' ? t.title : `${t.title} · ${t.kinds[kind]}`,
    shell: 'app',
    live: [`person:${ctx.actor.uid}`],
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{lead}</p>} />
        <AskedOccasions locale={locale} asked={asked} />
        {(children.length > 0 || self) && (
          <KindTabs
            locale={locale}
            kind={kind}
            href={(one) => addressOf(showImageRights, {}, { kind: one === 'image' ? undefined : one })}
          />
        )}
        {children.length > 0 && <p>{t.others}</p>}
        {children.map((child) => (
          <ImageQuestions key={child.id} locale={locale} person={child} title={child.displayName} kind={kind} />
        ))}
        {self && children.length > 0 && <p>{t.leadsOwn[kind]}</p>}
        {self && <ImageQuestions locale={locale} person={self} title={t.own} kind={kind} />}
      </>
    ),
  };
}

type Board = Answer<typeof showClassImageRights>;

export const stateTones: Readonly<Record<ImageState, 'mousse' | 'brique' | 'miel'>> = {
  allowed: 'mousse',
  refused: 'brique',
  unanswered: 'miel',
};

/** Whose pictures may be shown in a class. */
export function classImageRightsView(ctx: SessionContext, board: Board): View {
  const t = texts[ctx.locale].board;
  const { kind } = board;
  const said = (state: ImageState): ReactElement => <Badge tone={stateTones[state]}>{t.states[state]}</Badge>;
  return {
    title: `${t.title(board.label)} · ${board.school}${kind === 'image' ? '' : ` · ${texts[ctx.locale].kinds[kind]}`}`,
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
          actions={
            <LinkButton href={addressOf(listOccasions, { groupId: board.id })} icon="send">
              {occasionTexts[ctx.locale].part}
            </LinkButton>
          }
        />
        <KindTabs
          locale={ctx.locale}
          kind={kind}
          href={(one) =>
            addressOf(showClassImageRights, { groupId: board.id }, { kind: one === 'image' ? undefined : one })
          }
        />
        <Table
          caption={t.title(board.label)}
          captionHidden
          rows={board.pupils}
          rowKey={(pupil) => pupil.id}
          empty={<EmptyState drawing="satchel" title={t.empty} />}
          columns={[
            { key: 'pupil', header: t.pupil, cell: (pupil) => pupil.displayName, namesRow: true },
            ...imageSupports.map((support) => ({
              key: support,
              header: t.columns[support],
              cell: (pupil: Board['pupils'][number]) => said(pupil[support]),
            })),
          ]}
        />
      </>
    ),
  };
}
