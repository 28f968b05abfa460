import { type ComponentProps, Fragment, type ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { NotificationKind } from '../../../platform/module.ts';
import { weekdayInWords } from '../../../platform/texts/days.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { ActionCard } from '../../../ui/card.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { ListRow } from '../../../ui/list.tsx';
import { ownAudiences } from '../../directory/index.ts';
import { openEntry } from './contract.ts';
import type { FeedEntry } from './queries.ts';
import { texts } from './texts.ts';
import { shortWhen } from './when.ts';

export interface Shown {
  readonly ctx: SessionContext;
  readonly entry: FeedEntry;
}

const kindOf = ({ ctx, entry }: Shown): NotificationKind | undefined =>
  ctx.extensions.notificationKinds.find(({ key }) => key === entry.kind);

const iconFor = (shown: Shown) => iconOf(shown.entry.urgent ? 'octagon-alert' : (kindOf(shown)?.icon ?? 'bell'));

/** The reader's children because of whom they have it: named with the entry, or in the audience. */
function childrenOf({ ctx: { actor }, entry }: Shown): readonly (typeof actor.children)[number][] {
  const through = new Set(entry.audiences.map(({ key }) => key));
  const ids = new Set([
    ...entry.childIds,
    ...(through.size > 0 ? ownAudiences(actor).filter(({ key }) => through.has(key)) : []).flatMap(
      ({ children }) => children,
    ),
  ]);
  return actor.children.filter(({ personId }) => ids.has(personId));
}

/** Who wrote it and for whom it is, in one line: "Mme ROUX · Familles · CE1 Roux". */
function meta(shown: Shown): string {
  const { entry, ctx } = shown;
  const [audience] = entry.audiences;
  return [entry.authorName, audience?.labels[ctx.locale]].filter(Boolean).join(' · ');
}

function KindIcon(shown: Shown): ReactElement {
  const kind = kindOf(shown);
  const name = iconFor(shown);
  return kind ? <Icon name={name} label={kind.texts[shown.ctx.locale].one} /> : <Icon name={name} />;
}

/** One thing that was told. */
export function EntryRow(shown: Shown): ReactElement {
  const { ctx, entry } = shown;
  const t = texts[ctx.locale];
  const children = ctx.actor.children.length > 1 ? childrenOf(shown) : [];
  const said = meta(shown);
  return (
    <ListRow
      href={addressOf(openEntry, { entryId: entry.id })}
      lead={<KindIcon {...shown} />}
      title={entry.title}
      subtitle={
        <>
          <span className="row-note">
            <time dateTime={entry.publishedAt.toISOString()}>{shortWhen(entry.publishedAt, ctx.now, ctx.locale)}</time>
            {said && ` · ${said}`}
          </span>
          {entry.words}
          <span className="row-marks">
            {entry.urgent && <Badge tone="brique">{t.urgent[entry.urgent]}</Badge>}
            {entry.isTodo && !entry.isDone && <Badge tone="miel">{t.isTodo}</Badge>}
            {!entry.isTodo && !entry.isDone && <Badge tone="lagune">{t.isNew}</Badge>}
            {children.map((child) => (
              <Fragment key={child.uid}>
                <Avatar name={child.displayName} animal={animalOf(child.uid)} size="small" />
                <span className="visually-hidden">{child.givenName}</span>
              </Fragment>
            ))}
          </span>
        </>
      }
    />
  );
}

/** What presses: why it is urgent, else until which day, else since when it waits. */
function whenOf({ ctx: { actor, locale, now }, entry }: Shown): ComponentProps<typeof ActionCard>['when'] {
  const t = texts[locale];
  if (entry.urgent) return { label: t.urgent[entry.urgent], urgent: true };
  if (entry.dueOn) {
    const { dueOn } = entry;
    const day = weekdayInWords(dueOn, locale);
    if (dueOn === actor.today) return { label: t.dueToday, dateTime: dueOn, urgent: true };
    return { label: dueOn < actor.today ? t.late(day) : t.due(day), dateTime: dueOn, urgent: dueOn < actor.today };
  }
  return { label: shortWhen(entry.publishedAt, now, locale), dateTime: entry.publishedAt.toISOString() };
}

/** One thing that waits to be done, with the button that does it. */
export function TodoCard(shown: Shown): ReactElement {
  const { ctx, entry } = shown;
  const [child, ...others] = childrenOf(shown);
  const href = addressOf(openEntry, { entryId: entry.id });
  const names = [child, ...others].flatMap((one) => one?.givenName ?? []).join(', ');
  return (
    <ActionCard
      title={entry.title}
      icon={iconFor(shown)}
      who={meta(shown) || undefined}
      forWhom={child ? { name: child.displayName, animal: animalOf(child.uid), label: names } : undefined}
      when={whenOf(shown)}
      action={
        <LinkButton href={href}>
          {kindOf(shown)?.texts[ctx.locale].act ?? texts[ctx.locale].open}
          <span className="visually-hidden"> : {entry.title}</span>
        </LinkButton>
      }
    >
      <p>{entry.words}</p>
    </ActionCard>
  );
}
