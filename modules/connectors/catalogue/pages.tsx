import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import * as contract from '../contract.ts';
import { declares } from '../policy.ts';
import { texts } from '../texts.ts';
import { receivesInWords } from './words.ts';

/** The catalogue, for who declares services. */
export function catalogueView(ctx: SessionContext, { services }: Answer<typeof contract.listServices>): View {
  const t = texts[ctx.locale];
  const add = (
    <LinkButton href={contract.showNewService.path} icon="plus">
      {t.add}
    </LinkButton>
  );
  return {
    title: t.title,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} actions={services.length > 0 ? add : undefined} />
        {services.length === 0 ? (
          <EmptyState drawing="notebook" title={t.none} level={2} action={add}>
            <p>{t.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.title}>
            {services.map((service) => (
              <ListRow
                key={service.id}
                href={addressOf(contract.showService, { serviceId: service.id })}
                lead={<Icon name={iconOf(service.icon)} />}
                title={service.name}
                subtitle={`${t.categories[service.category]} · ${
                  service.reach === 'every-school' ? t.everySchool : t.schoolCount(service.schools)
                } · ${t.receives} : ${receivesInWords(service.receives, ctx.locale)}`}
                trail={service.isActive ? undefined : <Badge tone="neutral">{t.off}</Badge>}
              />
            ))}
          </List>
        )}
      </>
    ),
  };
}

/** What a service would receive about somebody, on their own data. */
export function previewView(ctx: SessionContext, answer: Answer<typeof contract.previewRelease>, typed: string): View {
  const t = texts[ctx.locale];
  const title = t.previewTitle(answer.service.name);
  return {
    title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader title={title} subtitle={answer.person ? <p>{t.previewOf(answer.person)}</p> : undefined} />
        {answer.person === null ? (
          <Notice tone="attention">
            <p>{t.previewNobody}</p>
          </Notice>
        ) : (
          <Values ctx={ctx} answer={answer} />
        )}
        {declares(ctx.actor) && (
          <Section title={t.preview}>
            <Form action={addressOf(contract.previewRelease, { serviceId: answer.service.id })} method="get">
              <TextField
                name="person"
                label={t.previewUid}
                help={t.previewHelp}
                value={typed}
                autoCapitalize="characters"
              />
              <Actions>
                <Button variant="secondary">{t.previewSubmit}</Button>
              </Actions>
            </Form>
          </Section>
        )}
      </>
    ),
  };
}

function Values({
  ctx,
  answer,
}: {
  ctx: SessionContext;
  answer: Answer<typeof contract.previewRelease>;
}): ReactElement {
  const t = texts[ctx.locale];
  return (
    <>
      {!answer.mayEnter && (
        <Notice tone="info">
          <p>{t.previewClosed}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t.knownAs, value: answer.user ?? t.noName },
          ...answer.attributes.map(({ name, values }) => ({ term: name, value: values.join(', ') })),
        ]}
      />
    </>
  );
}
