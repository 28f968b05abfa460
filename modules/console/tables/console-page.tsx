import type { Answer } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { Tile, Tiles } from '../../../ui/tile.tsx';
import type { showConsole } from './contract.ts';
import { iconOf } from './icons.ts';
import { texts } from './texts.ts';

/** The doors to everything that is managed. */
export function consolePage({ locale }: SessionContext, { tables }: Answer<typeof showConsole>): View {
  const t = texts[locale];
  return {
    title: t.console,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.console} subtitle={t.consoleHint} />
        {tables.length === 0 ? (
          <EmptyState drawing="satchel" title={t.nothing} level={2}>
            <p>{t.nothingHint}</p>
          </EmptyState>
        ) : (
          <Tiles label={t.console}>
            {tables.map((table) => (
              <Tile
                key={table.href}
                href={table.href}
                label={table.label}
                icon={iconOf(table.icon)}
                hint={table.detail}
              />
            ))}
          </Tiles>
        )}
      </>
    ),
  };
}
