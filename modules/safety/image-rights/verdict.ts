import { type Db, rowsOf, sql } from '../../../platform/db/db.ts';
import type { ImageKind, ImageState, ImageSupport } from './contract.ts';
import { imageState } from './may-show.ts';

/** What one wants to show, of whom, where. */
export interface PictureWish {
  readonly children: readonly string[];
  /** Where it will be seen. */
  readonly support: ImageSupport;
  readonly kind: ImageKind;
  /** `YYYY-MM-DD` */
  readonly today: string;
  /** The occasion that families were asked about (`safety.image_requests`), when it is shown for that one. */
  readonly request?: string | undefined;
}

/** Whether it may be shown of that person, and their name for the sentence that says so. */
export interface PictureVerdict {
  readonly personId: string;
  readonly name: string;
  /** `missing`: nobody answered, or not all who must. Only `allowed` lets anything be shown. */
  readonly state: 'allowed' | 'missing' | 'refused';
}

/**
 * Person by person, by name, whether what shows them may be published there: one refusal wins, silence is no "yes". One statement; ask it
 * when publishing and each time something is shown, for a consent is withdrawn at any moment (fact `safety.image-answered`).
 */
export async function pictureVerdict(db: Db, wish: PictureWish): Promise<readonly PictureVerdict[]> {
  if (wish.children.length === 0) return [];
  const rows = await rowsOf(
    db,
    sql<{ personId: string; name: string; state: ImageState }>`
      select p.id as "personId", concat_ws(' ', p.given_name, p.family_name) as name,
             ${imageState(sql`p.id`, sql`${wish.support}::text`, wish.today, wish)} as state
      from directory.persons p where p.id = any(${[...wish.children]}::uuid[])
      order by p.sort_name, p.id`,
  );
  return rows.map((row) => ({ ...row, state: row.state === 'unanswered' ? 'missing' : row.state }));
}
