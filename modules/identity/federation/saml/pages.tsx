import type { Actor } from '../../../../platform/authz/policy.ts';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { Context, SessionContext } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { Form, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { Icon } from '../../../../ui/icon.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { PageHeader, Section } from '../../../../ui/page.tsx';
import { showActivation } from '../../activation/contract.ts';
import { signInFor } from '../door/pages.tsx';
import { CarryingForm } from './carrying-form.tsx';
import { chooseProfile, joinProfiles } from './contract.ts';
import type { Joining } from './join.ts';
import type { SamlProvider } from './provider.ts';
import { texts } from './texts.ts';

/** For somebody whom the academy's file does not know: why, and what to do. */
export function unknownView(ctx: Context, { name, kind }: Pick<SamlProvider, 'name' | 'kind'>): View {
  const t = texts[ctx.locale].unknown;
  const isAgent = kind === 'agents';
  return {
    title: t.title(name),
    shell: 'door',
    body: (
      <>
        <PageHeader title={t.title(name)} subtitle={<p>{isAgent ? t.agents(name) : t.family(name)}</p>} />
        <Section title={t.why}>
          <ul>
            {(isAgent ? t.agentReasons : t.familyReasons).map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Section>
        <Section title={t.what}>
          <p>{isAgent ? t.agentByCode : t.byCode}</p>
          <p>{t.byLogin}</p>
          <Actions>
            <LinkButton href={showActivation.path} icon="key-round">
              {t.useCode}
            </LinkButton>
            <LinkButton href={signInFor('any', '/')} variant="secondary">
              {t.otherwise}
            </LinkButton>
          </Actions>
          <p>{t.nothingMade}</p>
        </Section>
      </>
    ),
  };
}

/** The schools by which somebody recognises an account of theirs. */
export const placesOf = ({ profiles }: Pick<Actor, 'profiles'>): string[] => [
  ...new Set(profiles.map(({ schoolName }) => schoolName)),
];

/** Several accounts, or one whose answer nobody here asked for: by school, with the children. */
export function profilesView(
  ctx: Context,
  provider: Pick<SamlProvider, 'name' | 'key'>,
  actors: readonly Actor[],
): View {
  const t = texts[ctx.locale].choose;
  const isOne = actors.length === 1;
  const replaces = ctx.actor !== null && !actors.some(({ personId }) => personId === ctx.actor?.personId);
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <PageHeader
          title={t.title}
          subtitle={
            <>
              <p>{isOne ? t.one(provider.name) : t.lead(provider.name)}</p>
              {replaces && <p>{t.replaces}</p>}
            </>
          }
        />
        <List label={t.title}>
          {actors.map((actor) => {
            const places = placesOf(actor).join(', ') || t.nowhere;
            const children = actor.children.map(({ givenName }) => givenName).join(', ');
            return (
              <ListRow
                key={actor.uid}
                lead={<Icon name="school" />}
                title={places}
                subtitle={[actor.displayName, children && t.children(children)].filter(Boolean).join(' · ')}
                below={
                  <Form action={addressOf(chooseProfile, { provider: provider.key })} label={places}>
                    <Hidden name="profile" value={actor.uid} />
                    <Button wide aria-label={t.enter(`${actor.displayName}, ${places}`)}>
                      {t.enter(actor.displayName)}
                    </Button>
                  </Form>
                }
              />
            );
          })}
        </List>
        {!isOne && <p>{t.remembered}</p>}
      </>
    ),
  };
}

interface JoinShown {
  readonly login: string;
  readonly joining: Joining;
  readonly refusal?: Refusal;
}

/** Once, after a choice among several accounts. */
export function joinView(ctx: SessionContext, { login, joining, refusal }: JoinShown): View {
  const t = texts[ctx.locale].join;
  const sentences: Readonly<Record<string, string>> = t.refused;
  const message = refusal && sentences[refusal.code];
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead(joining.others.length)}</p>} />
        {message && <FormErrors errors={[{ message }]} />}
        <List label={t.title}>
          {joining.others.map((other) => (
            <ListRow
              key={other.uid}
              lead={<Icon name="school" />}
              title={placesOf(other).join(', ') || texts[ctx.locale].choose.nowhere}
              subtitle={other.displayName}
            />
          ))}
        </List>
        <p>{t.stays(login)}</p>
        <Form action={joinProfiles.path}>
          <Actions>
            <Button icon="link">{t.submit}</Button>
            <LinkButton href={joining.next} variant="secondary">
              {t.later}
            </LinkButton>
          </Actions>
        </Form>
        <p>{t.laterHint}</p>
      </>
    ),
  };
}

/** A message on its way to a provider by a form: it goes by itself, with a button for whose browser does not. */
export function carryingView(
  ctx: Context,
  {
    to,
    fields,
    provider,
  }: { readonly to: string; readonly fields: Readonly<Record<string, string>>; readonly provider: string },
): View {
  const t = texts[ctx.locale];
  return {
    title: t.leavingFor(provider),
    shell: 'door',
    formTarget: to,
    formLeadsOn: true,
    sendsItself: true,
    body: (
      <>
        <PageHeader title={t.leavingFor(provider)} subtitle={<p>{t.onItsWay}</p>} />
        <CarryingForm to={to} fields={fields} label={t.goOn} />
      </>
    ),
  };
}
