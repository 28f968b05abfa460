import { type Answer, addressOf } from '../../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { dayInWords } from '../../../../platform/texts/days.ts';
import { Actions, Button } from '../../../../ui/button.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { SelectField } from '../../../../ui/field.tsx';
import { Form } from '../../../../ui/form.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Breadcrumb, Pagination } from '../../../../ui/navigation.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { Table } from '../../../../ui/table.tsx';
import { showSchool } from '../../contract.ts';
import { schoolYearLabel } from '../../rules.ts';
import { listArrivals, listFormerYears, showFormerClass } from '../contract.ts';
import { texts } from '../texts.ts';

/** The former years of a school: one at a time, its classes. */
export function formerYearsPage(
  { locale }: SessionContext,
  { school, year, years, classes }: Answer<typeof listFormerYears>,
): View {
  const t = texts[locale];
  const at = { schoolUai: school.uai };
  return {
    title: `${t.former} · ${school.name}`,
    shell: 'app',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: school.name, href: addressOf(showSchool, at) }, { label: t.former }]} />}
          title={t.former}
        />
        {year === null ? (
          <EmptyState drawing="path" level={2} title={t.formerNone}>
            <p>{t.formerNoneHint}</p>
          </EmptyState>
        ) : (
          <>
            {years.length > 1 && (
              <Form action={addressOf(listFormerYears, at)} method="get">
                <SelectField
                  name="year"
                  label={t.formerPick}
                  value={String(year)}
                  options={years.map((one) => ({ value: String(one), label: schoolYearLabel(one) }))}
                />
                <Actions>
                  <Button variant="secondary">{t.formerShow}</Button>
                </Actions>
              </Form>
            )}
            <Section title={t.formerTitle(schoolYearLabel(year))} aside={classes.length}>
              <List>
                {classes.map((one) => (
                  <ListRow
                    key={one.id}
                    href={addressOf(showFormerClass, { groupId: one.id })}
                    title={one.label}
                    subtitle={[t.pupils(one.pupils), one.teachers.join(', ')].filter(Boolean).join(' · ')}
                  />
                ))}
              </List>
            </Section>
          </>
        )}
      </>
    ),
  };
}

/** A class of a former year: its list, and that it is closed. */
export function formerClassPage({ locale }: SessionContext, former: Answer<typeof showFormerClass>): View {
  const t = texts[locale];
  const at = { schoolUai: former.school.uai };
  const title = t.formerClass(former.label, schoolYearLabel(former.year));
  return {
    title: `${title} · ${former.school.name}`,
    shell: 'app',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: former.school.name, href: addressOf(showSchool, at) },
                { label: t.former, href: addressOf(listFormerYears, at, { year: String(former.year) }) },
                { label: former.label },
              ]}
            />
          }
          title={title}
          subtitle={t.pupils(former.pupils.length)}
        />
        <Notice tone="info" title={t.closed(dayInWords(former.endedOn, locale))} />
        {former.teachers.length > 0 && (
          <Section title={t.formerTeachers}>
            <p>{former.teachers.join(', ')}</p>
          </Section>
        )}
        <Section title={t.formerPupils} aside={former.pupils.length}>
          <List>
            {former.pupils.map((pupil) => (
              <ListRow key={pupil.id} title={pupil.displayName} subtitle={pupil.level ?? undefined} />
            ))}
          </List>
        </Section>
      </>
    ),
  };
}

/** Who will arrive in a school: names and levels. */
export function arrivalsPage({ locale }: SessionContext, arrivals: Answer<typeof listArrivals>): View {
  const t = texts[locale];
  const { school, pupils, count, next } = arrivals;
  const at = { schoolUai: school.uai };
  return {
    title: `${t.arrivals} · ${school.name}`,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb items={[{ label: school.name, href: addressOf(showSchool, at) }, { label: t.arrivals }]} />
          }
          title={t.arrivals}
          subtitle={count > 0 ? `${t.pupils(count)}. ${t.arrivalsHint}` : undefined}
        />
        <Table
          caption={t.arrivals}
          captionHidden
          rows={pupils.map((pupil, index) => ({ ...pupil, key: String(index) }))}
          rowKey={(row) => row.key}
          empty={
            <EmptyState drawing="path" level={2} title={t.arrivalsNone}>
              <p>{t.arrivalsNoneHint}</p>
            </EmptyState>
          }
          columns={[
            { key: 'name', header: t.name, namesRow: true, cell: (row) => row.displayName },
            { key: 'level', header: t.level, cell: (row) => row.level ?? '' },
            { key: 'from', header: t.from, cell: (row) => dayInWords(row.startsOn, locale) },
          ]}
        />
        <Pagination next={next ? addressOf(listArrivals, at, { after: next }) : undefined} />
      </>
    ),
  };
}
