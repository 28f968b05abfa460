import { type Answer, addressOf } from '../../platform/contract/endpoint.ts';
import type { Refusal } from '../../platform/contract/refusal.ts';
import type { SessionContext } from '../../platform/http/context.ts';
import type { View } from '../../platform/http/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DefinitionList } from '../../ui/facts.tsx';
import { TextField } from '../../ui/field.tsx';
import { Form, FormErrors, Hidden } from '../../ui/form.tsx';
import { Icon } from '../../ui/icon.tsx';
import { iconOf } from '../../ui/icon-names.ts';
import { List, ListRow } from '../../ui/list.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { receivesInWords } from './catalogue/words.ts';
import * as contract from './contract.ts';
import { texts } from './texts.ts';

/** The services that a school may open. */
export function schoolServicesView(
  ctx: SessionContext,
  { school, services }: Answer<typeof contract.listSchoolServices>,
): View {
  const t = texts[ctx.locale];
  return {
    title: t.school.title(school.name),
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader title={t.school.title(school.name)} subtitle={<p>{t.school.lead}</p>} />
        {services.length === 0 ? (
          <EmptyState drawing="notebook" title={t.none} level={2}>
            <p>{t.own.noneText}</p>
          </EmptyState>
        ) : (
          <List label={t.title}>
            {services.map((service) => (
              <ListRow
                key={service.id}
                href={addressOf(contract.showSchoolService, { schoolUai: school.uai, serviceId: service.id })}
                lead={<Icon name={iconOf(service.icon)} />}
                title={service.name}
                subtitle={service.purpose}
                trail={
                  <Badge tone={service.isOpen || service.reach === 'every-school' ? 'mousse' : 'neutral'}>
                    {service.reach === 'every-school'
                      ? t.school.everywhere
                      : service.isOpen
                        ? t.school.open
                        : t.school.closed}
                  </Badge>
                }
              />
            ))}
          </List>
        )}
      </>
    ),
  };
}

interface Shown {
  readonly ctx: SessionContext;
  readonly answer: Answer<typeof contract.showSchoolService>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: { readonly address: string; readonly audiences: readonly string[] } | undefined;
}

/** One service in one school: what it receives, and the choice. */
export function schoolServiceView({ ctx, answer, refusal, typed }: Shown): View {
  const t = texts[ctx.locale];
  const { school, service, isOpen } = answer;
  const title = t.school.one(service.name, school.name);
  const address = addressOf(contract.chooseService, { schoolUai: school.uai, serviceId: service.id });
  const sentences: Readonly<Record<string, string>> = t.refused;
  const fault = refusal?.fields.find(({ field }) => field === 'address');
  const error = fault && sentences[fault.code];
  return {
    title,
    shell: 'app',
    density: 'gestion',
    destination: 'schools',
    body: (
      <>
        <PageHeader
          title={title}
          subtitle={<p>{service.purpose}</p>}
          actions={
            <LinkButton
              href={addressOf(contract.previewRelease, { serviceId: service.id })}
              variant="secondary"
              icon="eye"
            >
              {t.school.see}
            </LinkButton>
          }
        />
        <DefinitionList
          items={[
            ...(service.publisher ? [{ term: t.publisher, value: service.publisher }] : []),
            { term: t.legalBasis, value: t.legalBases[service.legalBasis] },
            { term: t.receives, value: receivesInWords(service.receives, ctx.locale) },
          ]}
        />
        <Form action={address}>
          <FormErrors errors={error ? [{ field: 'address', message: error }] : []} />
          <Hidden name="on" value="yes" />
          <CheckboxGroup
            name="audiences"
            label={t.audiences}
            help={t.school.audiencesHelp}
            values={typed?.audiences ?? answer.openedFor ?? service.audiences}
            options={service.audiences.map((value) => ({ value, label: t.audienceNames[value] }))}
            inline
          />
          <TextField
            name="address"
            type="url"
            label={t.school.ownAddress}
            help={t.school.ownHelp}
            value={typed?.address ?? answer.ownAddress ?? ''}
            error={error}
          />
          <Actions>
            <Button>{isOpen ? t.school.change : t.school.switchOn}</Button>
          </Actions>
        </Form>
        {isOpen && (
          <Form action={address} label={t.school.switchOff}>
            <Hidden name="on" value="no" />
            <Actions>
              <Button variant="secondary">{t.school.switchOff}</Button>
            </Actions>
          </Form>
        )}
      </>
    ),
  };
}
