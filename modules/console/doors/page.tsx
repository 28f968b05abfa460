import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { PageHeader } from '../../../ui/page.tsx';
import { Tile, Tiles } from '../../../ui/tile.tsx';
import type { showConsole } from './contract.ts';
import { texts } from './texts.ts';

/** The doors to everything that is managed. */
export function consolePage({ locale }: SessionContext, { doors }: Answer<typeof showConsole>): View {
  const t = texts[locale];
  return {
    title: t.title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={t.hint} />
        {doors.length === 0 ? (
          <EmptyState drawing="satchel" title={t.nothing} level={2}>
            <p>{t.nothingHint}</p>
          </EmptyState>
        ) : (
          <Tiles label={t.title}>
            {doors.map((door) => (
              <Tile key={door.href} href={door.href} label={door.label} icon={iconOf(door.icon)} hint={door.detail} />
            ))}
          </Tiles>
        )}
      </>
    ),
  };
}
