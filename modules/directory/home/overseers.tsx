import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { countInFigures, dayInWords } from '../../../platform/texts/days.ts';
import type { Locale } from '../../../platform/texts/texts.ts';
import { Badge } from '../../../ui/badge.tsx';
import { LinkButton } from '../../../ui/button.tsx';
import { Stat, Stats } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Section } from '../../../ui/page.tsx';
import { listDeliveries, listSchools, showDelivery, showSchool } from '../contract.ts';
import { lateNotice } from '../pages/late.tsx';
import { deliveryPolicy } from '../policy.ts';
import { listSchools as querySchools } from '../queries/school.ts';
import { deliveryTone } from '../rules.ts';
import { texts as pageTexts, words } from '../texts.ts';
import { overseeTerritory, type Territory } from './queries.ts';
import { texts } from './texts.ts';

const SHOWN = 30;

/** A municipal agent's schools, with their numbers. */
export async function communeCard({ actor, db, locale }: SessionContext): Promise<ReactElement> {
  const t = texts[locale];
  const w = words[locale];
  const schools = await querySchools(db, actor, {}, { limit: SHOWN + 1 });
  return (
    <Section
      title={t.communes}
      aside={schools.length > SHOWN ? <a href={listSchools.path}>{t.seeSchools}</a> : undefined}
    >
      <List>
        {schools.slice(0, SHOWN).map((school) => (
          <ListRow
            key={school.uai}
            title={school.name}
            href={addressOf(showSchool, { schoolUai: school.uai })}
            lead={<Icon name="school" />}
            subtitle={[w.schoolKinds[school.kind], school.communeName].filter(Boolean).join(' · ')}
            trail={`${w.pupils(school.counts.pupils)} · ${w.classes(school.counts.classes)}`}
          />
        ))}
      </List>
    </Section>
  );
}

/** The whole territory, for the academy and the operator. */
export async function territoryCard(ctx: SessionContext): Promise<ReactElement> {
  const { actor, db, locale } = ctx;
  const t = texts[locale];
  const territory = await overseeTerritory(db, actor);
  const figure = (label: string, count: number): ReactElement => (
    <Stat label={label} value={countInFigures(count, locale)} />
  );
  return (
    <>
      <Section title={t.territory} aside={<a href={listSchools.path}>{t.seeSchools}</a>}>
        <Stats>
          {figure(t.schoolCount, territory.schools)}
          {figure(t.collegeCount, territory.colleges)}
          {figure(t.communeCount, territory.communes)}
        </Stats>
      </Section>
      {deliveryPolicy.can(actor, 'see', {}) && <Deliveries territory={territory} locale={locale} />}
    </>
  );
}

function Deliveries({ territory, locale }: { territory: Territory; locale: Locale }): ReactElement {
  const t = texts[locale];
  const d = pageTexts[locale].deliveries;
  return (
    <Section title={t.deliveries}>
      {lateNotice(territory.late, locale)}
      {territory.deliveries.length === 0 ? (
        <p>{t.noDelivery}</p>
      ) : (
        <>
          <List>
            {territory.deliveries.map((delivery) => (
              <ListRow
                key={delivery.id}
                title={dayInWords(delivery.deliveredOn, locale)}
                href={addressOf(showDelivery, { deliveryId: delivery.id })}
                lead={<Icon name="import" />}
                subtitle={`${d.sourceInWords(delivery.source)} · ${d.kinds[delivery.kind]}`}
                trail={<Badge tone={deliveryTone(delivery.status)}>{d.statuses[delivery.status]}</Badge>}
              />
            ))}
          </List>
          <p>
            <LinkButton href={listDeliveries.path} variant="quiet">
              {t.allDeliveries}
            </LinkButton>
          </p>
        </>
      )}
    </Section>
  );
}
