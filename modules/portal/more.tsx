import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import type { Module, TileEntry } from '../../platform/module.ts';
import { PageHeader } from '../../ui/page.tsx';
import { Doors, PinChoice } from './school/doors.tsx';
import { doorsFor } from './school/tiles.ts';
import { texts } from './texts.ts';

/** "Plus": the doors that modules and schools give, for those whom they concern; those kept at hand first. */
export function morePage(tiles: readonly TileEntry[], outer: readonly NonNullable<Module['outerDoors']>[]) {
  return async (ctx: SessionContext): Promise<View> => {
    const { title } = texts[ctx.locale].more;
    const doors = await doorsFor(ctx, tiles, outer);
    return {
      title,
      shell: 'app',
      destination: 'more',
      body: (
        <>
          <PageHeader title={title} />
          <Doors doors={doors} label={title} locale={ctx.locale} />
          <PinChoice doors={doors} ctx={ctx} />
        </>
      ),
    };
  };
}
