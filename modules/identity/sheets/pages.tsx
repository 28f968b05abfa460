import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Progress } from '../../../ui/facts.tsx';
import { Form, FormErrors, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb, Tabs } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { dayInWords } from '../when.ts';
import { printClassSheets, revokeClassCodes, showClassAccess, type showSchoolAccess } from './contract.ts';
import { PaperFields, SchoolForm } from './forms.tsx';
import { texts } from './texts.ts';

type SchoolAccess = Answer<typeof showSchoolAccess>;
type ClassAccess = Answer<typeof showClassAccess>;
type Someone = ClassAccess['people'][number];

/** Of those shut out, how many are named: the others are in their classes. */
const SHUT_SHOWN = 60;

/** The school's board: each class with who has entered, and the form that prints. */
export function schoolAccessView(ctx: SessionContext, access: SchoolAccess, refusal?: Refusal): View {
  const t = texts[ctx.locale];
  const { school, classes, staff, shut } = access;
  const title = t.schoolTitle(school.name);
  return {
    title,
    shell: 'app',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: school.name, href: `/schools/${school.uai}` }, { label: t.access }]} />}
          title={title}
          subtitle={t.schoolLead}
        />
        <FormErrors errors={errorsOf(ctx, refusal)} />
        <Section title={t.classes} aside={classes.length}>
          {classes.length === 0 ? (
            <EmptyState drawing="satchel" title={t.nobody}>
              <p>{t.nobodyText}</p>
            </EmptyState>
          ) : (
            <List>
              {classes.map((entry) => (
                <ListRow
                  key={entry.id}
                  title={entry.label}
                  href={addressOf(showClassAccess, { groupId: entry.id })}
                  subtitle={[
                    `${t.guardians} ${t.entered(entry.guardians.open, entry.guardians.all)}`,
                    `${t.pupils} ${t.entered(entry.pupils.open, entry.pupils.all)}`,
                  ].join(' · ')}
                  trail={entry.guardians.given > 0 && <Badge tone="ciel">{t.given(entry.guardians.given)}</Badge>}
                />
              ))}
            </List>
          )}
          {staff.all > 0 && (
            <Progress
              label={t.progress.staff}
              value={staff.open}
              max={staff.all}
              text={t.entered(staff.open, staff.all)}
            />
          )}
        </Section>
        {shut.length > 0 && (
          <Section title={t.shut} aside={shut.length}>
            <p>{t.shutLead}</p>
            <List label={t.shut}>
              {shut.slice(0, SHUT_SHOWN).map(({ id, displayName }) => (
                <ListRow key={id} title={displayName} href={`/people/${id}`} />
              ))}
            </List>
          </Section>
        )}
        <Section title={t.print} id="print">
          <p>{t.printLead}</p>
          <SchoolForm locale={ctx.locale} schoolUai={school.uai} classes={classes} />
        </Section>
      </>
    ),
  };
}

/** A class's board: who has entered, who was handed a sheet, who has none; printing for those who need it. */
export function classAccessView(ctx: SessionContext, access: ClassAccess, refusal?: Refusal): View {
  const t = texts[ctx.locale];
  const { group, who, people } = access;
  const title = t.classTitle(group.label);
  const count = (...states: readonly string[]): number => people.filter(({ state }) => states.includes(state)).length;
  return {
    title: `${title} · ${t[who]}`,
    shell: 'app',
    destination: 'groups',
    live: [`group:${group.id}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: group.schoolName, href: `/schools/${group.schoolUai}` },
                { label: group.label, href: `/groups/${group.id}` },
                { label: t.access },
              ]}
            />
          }
          title={title}
          subtitle={t.classLead}
        />
        <FormErrors errors={errorsOf(ctx, refusal)} />
        <Tabs
          label={t.who}
          items={(['guardians', 'pupils'] as const).map((key) => ({
            label: t[key],
            href: addressOf(showClassAccess, { groupId: group.id }, { who: key }),
            current: key === who,
          }))}
        />
        {people.length === 0 ? (
          <EmptyState drawing="letterbox" title={t.nobody}>
            <p>{t.nobodyText}</p>
          </EmptyState>
        ) : (
          <>
            <Section title={t.print}>
              <Progress
                label={t.progress[who]}
                value={count('open')}
                max={people.length}
                text={t.entered(count('open'), people.length)}
              />
              <ClassPrinting ctx={ctx} access={access} missing={count('none', 'over', 'shut')} given={count('given')} />
            </Section>
            <Section title={t[who]} aside={people.length}>
              <List label={t[who]}>
                {people.map((person) => (
                  <Row key={person.id} ctx={ctx} person={person} who={who} />
                ))}
              </List>
            </Section>
          </>
        )}
      </>
    ),
  };
}

/** Two buttons at most: for those without a sheet, and again for all who have not entered; then, the sheets lost. */
function ClassPrinting(props: {
  ctx: SessionContext;
  access: ClassAccess;
  missing: number;
  given: number;
}): ReactElement {
  const { ctx, access, missing, given } = props;
  const t = texts[ctx.locale];
  const { group, who } = access;
  const action = addressOf(printClassSheets, { groupId: group.id });
  if (missing + given === 0) return <p>{t.allIn}</p>;
  return (
    <>
      <p>{t.printLead}</p>
      <Form action={action} fullLoad>
        <Hidden name="audience" value={who} />
        <PaperFields locale={ctx.locale} />
        <Actions>
          {missing > 0 && (
            <Button icon="printer" name="which" value="missing">
              {t.missing(missing)}
            </Button>
          )}
          {given > 0 && (
            <Button
              icon="printer"
              variant={missing > 0 ? 'secondary' : 'primary'}
              name="which"
              value="waiting"
              confirm={{ title: t.againConfirm, text: t.againHint, yes: t.yes, no: t.no }}
            >
              {t.again(missing + given)}
            </Button>
          )}
        </Actions>
      </Form>
      {given > 0 && (
        <Details summary={t.revokeAll}>
          <p>{t.revokeAllHint}</p>
          <Form action={addressOf(revokeClassCodes, { groupId: group.id })}>
            <Hidden name="audience" value={who} />
            <Actions>
              <Button
                variant="danger"
                confirm={{ title: t.revokeConfirm, text: t.revokeAllHint, yes: t.revokeYes, no: t.revokeNo }}
              >
                {t.revokeAll}
              </Button>
            </Actions>
          </Form>
        </Details>
      )}
    </>
  );
}

const tones: Readonly<Record<Someone['state'], Tone | 'neutral'>> = {
  none: 'miel',
  given: 'ciel',
  over: 'miel',
  open: 'mousse',
  shut: 'miel',
  closed: 'neutral',
};

function Row({ ctx, person, who }: { ctx: SessionContext; person: Someone; who: ClassAccess['who'] }): ReactElement {
  const t = texts[ctx.locale];
  const { state, since } = person;
  const when = since && state !== 'none' && state !== 'closed' ? t.since[state](dayInWords(ctx.locale, since)) : '';
  return (
    <ListRow
      title={person.displayName}
      href={`/people/${person.id}`}
      lead={<Avatar name={person.displayName} animal={who === 'pupils' ? animalOf(person.id) : undefined} />}
      subtitle={[who === 'guardians' && t.parentOf(person.children.join(', ')), when].filter(Boolean).join(' · ')}
      trail={<Badge tone={tones[state]}>{person.printed ? t.state.printed : t.state[state]}</Badge>}
    />
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): { message: string }[] {
  return refusal ? [{ message: texts[ctx.locale].refused['identity.nobody-to-print'] }] : [];
}
