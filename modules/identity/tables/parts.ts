import { sql } from '../../../platform/db/db.ts';
import type { TableColumn, TableFilter, TableFlag, TableParts } from '../../../platform/tables/table.ts';
import { printChosen } from '../sheets/bulk.ts';
import { dayInWords } from '../when.ts';
import { texts } from './texts.ts';

/* What identity adds to the directory's tables. Of `people` it uses `id`, `kinds`, `email`, `phone`, `mobile`, `work_phone`. */

const PEOPLE = 'people';

/** A browser that signed in is known for a year: the last of them tells the last sign-in, even when its session is over. */
const lastSignIn = () =>
  sql<Date | null>`(select max(d.last_used_at) from identity.known_devices d where d.person_id = t.id)`;
const activated = () => sql<Date | null>`(select a.activated_at from identity.accounts a where a.person_id = t.id)`;
const inOrder = (instant: ReturnType<typeof activated>) =>
  sql<string>`coalesce(to_char(${instant} at time zone 'UTC', 'YYYYMMDDHH24MISS'), '')`;

const lastSignInColumn: TableColumn<Date> = {
  key: 'last-sign-in',
  table: PEOPLE,
  order: 80,
  label: (locale) => texts[locale].lastSignIn,
  byDefault: true,
  value: lastSignIn,
  sort: () => inOrder(lastSignIn()),
  text: (at, { locale }) => dayInWords(locale, at),
};

const activatedColumn: TableColumn<Date> = {
  key: 'activated',
  table: PEOPLE,
  order: 90,
  label: (locale) => texts[locale].activated,
  byDefault: false,
  value: activated,
  sort: () => inOrder(activated()),
  text: (at, { locale }) => dayInWords(locale, at),
};

const loginColumn: TableColumn<string> = {
  key: 'login',
  table: PEOPLE,
  order: 100,
  label: (locale) => texts[locale].login,
  byDefault: false,
  value: () => sql`(select a.login from identity.accounts a where a.person_id = t.id)`,
  text: (login) => login,
};

const STATES = ['open', 'code', 'waiting', 'closed', 'none'] as const;

/** SQL expression: where the account stands. */
const stateAt = (now: Date) => sql<string>`(
  select case
    when exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) then 'closed'
    when a.activated_at is not null then 'open'
    when exists (select 1 from identity.activation_codes k
                 where k.person_id = a.person_id and k.used_at is null and k.cancelled_at is null and k.expires_at > ${now}) then 'code'
    else 'waiting' end
  from identity.accounts a where a.person_id = t.id)`;

const stateColumn: TableColumn<string> = {
  key: 'access',
  table: PEOPLE,
  order: 85,
  label: (locale) => texts[locale].access,
  byDefault: false,
  value: ({ now }) => sql`coalesce(${stateAt(now)}, 'none')`,
  sort: ({ now }) => sql`coalesce(${stateAt(now)}, 'none')`,
  text: (state, { locale }) => texts[locale].states[state as (typeof STATES)[number]],
};

const stateFilter: TableFilter = {
  key: 'access',
  table: PEOPLE,
  order: 30,
  label: (locale) => texts[locale].access,
  options: (locale) => STATES.map((value) => ({ value, label: texts[locale].states[value] })),
  where: (value, { now }) =>
    STATES.some((state) => state === value) ? sql`coalesce(${stateAt(now)}, 'none') = ${value}` : undefined,
};

const neverConnected: TableFlag = {
  key: 'never-connected',
  table: PEOPLE,
  order: 30,
  tone: 'miel',
  label: (locale) => texts[locale].neverConnected,
  applies: () => sql`exists (select 1 from identity.accounts a where a.person_id = t.id and a.activated_at is null)`,
};

/** A guardian whom neither the school nor the person gave a way to reach. */
const unreachable: TableFlag = {
  key: 'unreachable',
  table: PEOPLE,
  order: 40,
  tone: 'brique',
  label: (locale) => texts[locale].unreachable,
  applies: () => sql`'guardian' = any(t.kinds) and coalesce(t.email, t.phone, t.mobile, t.work_phone) is null
    and not exists (select 1 from identity.mail_addresses m where m.person_id = t.id and m.verified_at is not null)`,
};

export const tableParts: TableParts = {
  columns: [lastSignInColumn, stateColumn, activatedColumn, loginColumn] as readonly TableColumn[],
  filters: [stateFilter],
  flags: [neverConnected, unreachable],
  bulkActions: [printChosen],
};
