import type { ReactElement } from 'react';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Hidden } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Tile, Tiles } from '../../../ui/tile.tsx';
import type { Audience } from '../audience.ts';
import * as contract from './contract.ts';
import { texts } from './texts.ts';
import type { Door } from './tiles.ts';

/** Doors as a grid of tiles; those that lead out of the product say so. */
export function Doors({
  doors,
  label,
  locale,
}: {
  doors: readonly Door[];
  label: string;
  locale: Locale;
}): ReactElement {
  const t = texts[locale].pins;
  return (
    <Tiles label={label}>
      {doors.map((door) => (
        <Tile
          key={`${door.key} ${door.href}`}
          href={door.href}
          label={door.label}
          icon={iconOf(door.icon)}
          hint={door.isLink ? `${door.detail} (${t.out})` : door.detail}
          tone={door.isPinned ? 'accent' : undefined}
        />
      ))}
    </Tiles>
  );
}

/** Which doors a person keeps at the top: each line is a form of its own. */
export function PinChoice({ doors, ctx }: { doors: readonly Door[]; ctx: SessionContext }): ReactElement {
  const t = texts[ctx.locale].pins;
  return (
    <Details summary={t.summary}>
      <List label={t.summary}>
        {doors.map((door) => (
          <ListRow
            key={`${door.key} ${door.href}`}
            lead={<Icon name={iconOf(door.icon)} />}
            title={door.label}
            trail={
              <form action={contract.pin.path} method="post">
                <Hidden name="key" value={door.key} />
                <Hidden name="kept" value={door.isPinned ? 'no' : 'yes'} />
                <Button
                  variant="secondary"
                  size="small"
                  icon="star"
                  aria-label={door.isPinned ? t.unpin(door.label) : t.pin(door.label)}
                >
                  {door.isPinned ? t.drop : t.keep}
                </Button>
              </form>
            }
          />
        ))}
      </List>
    </Details>
  );
}

/** What an invented person of the school finds. */
export function asView(
  ctx: SessionContext,
  given: { readonly school: string; readonly audience: Audience; readonly doors: readonly Door[] },
): View {
  const t = texts[ctx.locale].as;
  const title = t.title(t.who[given.audience], given.school);
  return {
    title,
    shell: 'app',
    destination: 'schools',
    body: (
      <>
        <PageHeader title={title} />
        <Notice tone="info">
          <p>{t.note}</p>
        </Notice>
        {given.doors.length === 0 ? (
          <EmptyState drawing="path" title={t.nothing} level={2}>
            <p>{t.nothingText}</p>
          </EmptyState>
        ) : (
          <Doors doors={given.doors} label={title} locale={ctx.locale} />
        )}
      </>
    ),
  };
}
