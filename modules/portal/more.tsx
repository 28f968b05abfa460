import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { Module } from '../../platform/module.ts';
import { type IconName, iconNames } from '../../ui/icon-names.ts';
import { PageHeader } from '../../ui/page.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import { texts } from './texts.ts';

/** A module names its icon by a word; one that the sprite does not hold shows the neutral one. */
const iconOf = (name: string): IconName => iconNames.find((known) => known === name) ?? 'blocks';

/** "Plus": the tiles that the modules give, for those whom they concern. */
export function morePage(modules: readonly Module[]) {
  const tiles = modules.flatMap((module) => module.tiles ?? []);
  return (ctx: SessionContext): View => {
    const t = texts[ctx.locale].more;
    return {
      title: t.title,
      shell: 'app',
      destination: 'more',
      body: (
        <>
          <PageHeader title={t.title} />
          <Tiles label={t.title}>
            {tiles
              .filter((tile) => tile.shownTo(ctx))
              .map((tile) => (
                <Tile
                  key={tile.key}
                  href={tile.href}
                  label={tile.label(ctx.locale)}
                  icon={iconOf(tile.icon)}
                  hint={tile.detail(ctx.locale)}
                />
              ))}
          </Tiles>
        </>
      ),
    };
  };
}
