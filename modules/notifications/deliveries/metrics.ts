import { Gauge, type Registry } from 'prom-client';
import { type Db, firstOf, type RawBuilder, sql } from '../../../platform/db/db.ts';
import { MOST_HARD } from '../mails/bounces.ts';

/** How the telling does, for the operator. */
export interface DeliveryFigures {
  readonly mails: number;
  readonly pushes: number;
  readonly oldestSeconds: number;
  readonly oldestMailSeconds: number;
  readonly oldestPushSeconds: number;
  readonly bounces: number;
  readonly broken: number;
  readonly browsers: number;
  readonly addressees: number;
}

const helps: Readonly<Record<keyof DeliveryFigures, readonly [name: string, help: string]>> = {
  mails: ['preau_notifications_mails_due', 'Mails whose hour has come and that have not left'],
  pushes: ['preau_notifications_pushes_due', 'Pushes whose hour has come and that have not left'],
  oldestSeconds: ['preau_notifications_oldest_seconds', 'Seconds by which the oldest of them is late'],
  oldestMailSeconds: ['preau_notifications_oldest_mail_seconds', 'Seconds by which the oldest mail is late'],
  oldestPushSeconds: ['preau_notifications_oldest_push_seconds', 'Seconds by which the oldest push is late'],
  bounces: ['preau_notifications_bounces_day', 'Mails that came back within a day'],
  broken: ['preau_notifications_broken_addresses', 'Addresses to which nothing is sent any more, for mails came back'],
  browsers: ['preau_notifications_browsers', 'Browsers that their people opened to pushes'],
  addressees: ['preau_notifications_addressees', 'People for whom mail and push are still to be decided'],
};

/** `now`: an instant, as SQL. */
export const deliveryFigures = (db: Db, now: RawBuilder<unknown> = sql`now()`): Promise<DeliveryFigures | undefined> =>
  firstOf(
    db,
    sql<DeliveryFigures>`
      select count(*) filter (where d.way = 'mail') as mails, count(*) filter (where d.way = 'push') as pushes,
             coalesce(extract(epoch from ${now} - min(d.due_at)), 0)::float8 as "oldestSeconds",
             coalesce(extract(epoch from ${now} - min(d.due_at) filter (where d.way = 'mail')), 0)::float8 as "oldestMailSeconds",
             coalesce(extract(epoch from ${now} - min(d.due_at) filter (where d.way = 'push')), 0)::float8 as "oldestPushSeconds",
             (select count(*) from notifications.bounces where bounced_at > ${now} - interval '1 day') as bounces,
             (select count(*) from (
                select 1 from notifications.bounces where is_hard group by person_id, address having count(*) >= ${sql.lit(MOST_HARD)}) as b) as broken,
             (select count(*) from notifications.push_subscriptions) as browsers,
             (select count(*) from notifications.addressees) as addressees
      from notifications.deliveries d where d.due_at <= ${now}`,
  );

/** Shows them at `/metrics`; while the database is silent they keep their last value. */
export function watchDeliveries(registry: Registry, db: Db): void {
  let reading: Promise<DeliveryFigures | undefined> | undefined;
  const read = (): Promise<DeliveryFigures | undefined> => {
    reading ??= deliveryFigures(db)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  for (const [figure, [name, help]] of Object.entries(helps) as [keyof DeliveryFigures, readonly [string, string]][]) {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const figures = await read();
        if (figures) this.set(figures[figure]);
      },
    });
  }
}
