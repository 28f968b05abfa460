import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showSchool } from '../contract.ts';
import { confirmClassTeachers, type showClassTeachers } from './contract.ts';
import { texts } from './texts.ts';

type Shown = Answer<typeof showClassTeachers>;
type Class = Shown['classes'][number];

/** Who teaches each class: what is proposed to confirm in one tap, what is left to say, what is settled. */
export function classTeachersPage({ locale }: SessionContext, { school, classes }: Shown): View {
  const t = texts[locale];
  const proposed = classes.filter((one) => one.proposed);
  const without = classes.filter((one) => one.teachers.length === 0 && !one.proposed);
  const settled = classes.filter((one) => one.teachers.length > 0);
  return {
    title: `${t.title} · ${school.name}`,
    shell: 'app',
    destination: 'schools',
    live: [`school:${school.uai}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: school.name, href: addressOf(showSchool, { schoolUai: school.uai }) },
                { label: t.title },
              ]}
            />
          }
          title={t.title}
        />
        {classes.length === 0 && (
          <EmptyState drawing="satchel" title={t.none} level={2}>
            <p>{t.noneHint}</p>
          </EmptyState>
        )}
        {proposed.length > 0 && (
          <Section title={t.proposed} aside={proposed.length}>
            <p>{t.proposedHint}</p>
            <Classes classes={proposed} said={(one) => one.proposed?.displayName ?? ''} />
            <Form action={addressOf(confirmClassTeachers, { schoolUai: school.uai })}>
              <Hidden name="pairs" value={proposed.map((one) => `${one.id}:${one.proposed?.id}`).join(',')} />
              <Actions>
                <Button icon="check">{t.confirm(proposed.length)}</Button>
              </Actions>
            </Form>
          </Section>
        )}
        {without.length > 0 && (
          <Section title={t.without} aside={without.length}>
            <p>{t.withoutHint}</p>
            <Classes classes={without} said={() => ''} trail={<Badge tone="miel">{t.nobody}</Badge>} />
          </Section>
        )}
        {settled.length > 0 && (
          <Section title={t.settled} aside={settled.length}>
            <Classes classes={settled} said={(one) => one.teachers.join(', ')} />
          </Section>
        )}
      </>
    ),
  };
}

function Classes(props: {
  classes: readonly Class[];
  said: (one: Class) => string;
  trail?: ReactElement | undefined;
}): ReactElement {
  return (
    <List>
      {props.classes.map((one) => (
        <ListRow key={one.id} title={one.label} href={one.href} subtitle={props.said(one)} trail={props.trail} />
      ))}
    </List>
  );
}
