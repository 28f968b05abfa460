import type { ReactElement } from 'react';
import { addressOf } from '../../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../../platform/contract/refusal.ts';
import type { Context } from '../../../../platform/http/context.ts';
import type { View } from '../../../../platform/http/view.ts';
import { dayInWords } from '../../../../platform/texts/days.ts';
import { Actions, Button, LinkButton } from '../../../../ui/button.tsx';
import { DefinitionList } from '../../../../ui/facts.tsx';
import { PasswordField, TextField } from '../../../../ui/field.tsx';
import { Form, type FormError, FormErrors, Hidden } from '../../../../ui/form.tsx';
import { Icon, type IconName } from '../../../../ui/icon.tsx';
import { List, ListRow } from '../../../../ui/list.tsx';
import { Notice } from '../../../../ui/notice.tsx';
import { Section } from '../../../../ui/page.tsx';
import { WayIn } from '../../../../ui/way-in.tsx';
import { showActivation } from '../../activation/contract.ts';
import { WhyLink } from '../../doctor/help-page.tsx';
import { showSignIn } from '../../sign-in/contract.ts';
import { texts as signInTexts } from '../../sign-in/texts.ts';
import type { Arrival } from '../links/arrival.ts';
import { type ProviderKind, type Who, whos } from '../providers/kinds.ts';
import type { Provider } from '../providers/queries.ts';
import { CarryingForm } from '../saml/carrying-form.tsx';
import { leaveForProvider, linkArrival } from './contract.ts';
import type { SignOutThere } from './leaving.ts';
import { sentenceOf, texts } from './texts.ts';

const whoIcons: Readonly<Record<Who, IconName>> = { family: 'backpack', school: 'school', town: 'landmark' };
const kindIcons: Readonly<Record<ProviderKind, IconName>> = {
  grandlyon: 'map-pin',
  franceconnect: 'badge-check',
  proconnect: 'id-card',
  educonnect: 'graduation-cap',
  agents: 'school',
};

type Shown = Pick<Provider, 'key' | 'name' | 'kind'>;

/** The address of the sign-in page for somebody, or (`any`) of the question itself. */
export const signInFor = (who: Who | 'any' | undefined, next: string): string =>
  addressOf(showSignIn, {}, { who, next: next === '/' ? undefined : next });

/** Buttons to providers, one under another. */
export const WaysIn = ({ ctx, next, providers }: { ctx: Context; next: string; providers: readonly Shown[] }) => (
  <nav aria-label={texts[ctx.locale].ways.label}>
    {providers.map(({ key, kind, name }) => (
      <WayIn
        key={key}
        href={addressOf(leaveForProvider, { provider: key }, { next: next === '/' ? undefined : next })}
        lead={texts[ctx.locale].ways.with}
        name={name}
        icon={kindIcons[kind]}
      />
    ))}
  </nav>
);

/** "Qui êtes-vous ?": three answers, the way of last time first. `last`: its provider. */
export function whoView(ctx: Context, next: string, last: Shown | undefined): View {
  const t = texts[ctx.locale].who;
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <h1>{t.title}</h1>
        {last && (
          <Section title={t.last}>
            <WaysIn ctx={ctx} next={next} providers={[last]} />
          </Section>
        )}
        <p>{t.lead}</p>
        <List label={t.title}>
          {whos.map((who) => (
            <ListRow
              key={who}
              href={signInFor(who, next)}
              lead={<Icon name={whoIcons[who]} />}
              title={t[who]}
              subtitle={t[`${who}Hint`]}
            />
          ))}
        </List>
        <p>{t.nothing}</p>
        <p>
          <a className="alone" href={showActivation.path}>
            {signInTexts[ctx.locale].activate}
          </a>
        </p>
      </>
    ),
  };
}

/** For somebody whom a provider vouches for and no account knows: why, and the ways to prove which account is theirs. */
export function arrivalView(
  ctx: Context,
  { arrival, next, login, refusal }: { arrival: Arrival; next: string; login?: string | undefined; refusal?: Refusal },
): View {
  const t = texts[ctx.locale].arrival;
  const { provider, identity } = arrival;
  const errors = refusal ? errorsOf(ctx, refusal) : [];
  const errorOf = (name: string): string | undefined =>
    refusal?.fields.some(({ field }) => field === name)
      ? errors.find(({ field }) => field === name)?.message
      : undefined;
  return {
    title: t.title(provider.name),
    shell: 'door',
    body: (
      <>
        <h1>{t.title(provider.name)}</h1>
        <FormErrors errors={errors} />
        <p>{t.why(provider.name)}</p>
        <Section title={t.told(provider.name)}>
          <DefinitionList
            items={[
              { term: t.name, value: identity.label },
              ...(identity.birthDate ? [{ term: t.birthDate, value: birthDateInWords(ctx, identity.birthDate) }] : []),
            ]}
          />
        </Section>
        <Section title={t.byPassword}>
          <Form action={addressOf(linkArrival, { provider: provider.key })}>
            {next !== '/' && <Hidden name="next" value={next} />}
            <TextField
              name="login"
              label={t.login}
              value={login}
              error={errorOf('login')}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
            <PasswordField
              name="password"
              label={t.password}
              error={errorOf('password')}
              autoComplete="current-password"
              required
            />
            <Button wide>{t.submit}</Button>
          </Form>
        </Section>
        <Section title={t.byCode}>
          <p>{t.byCodeHint(provider.name)}</p>
          <LinkButton href={showActivation.path} variant="secondary" icon="key-round">
            {t.useCode}
          </LinkButton>
        </Section>
        <Section title={t.nothing}>
          <p>{t.nothingHint}</p>
        </Section>
      </>
    ),
  };
}

/** A whole date in words; what is only a year or a month as it came. */
const birthDateInWords = ({ locale }: Context, date: string): string =>
  /^\d{4}-(?!00)\d{2}-(?!00)\d{2}$/.test(date) ? dayInWords(date, locale) : date;

/** What went wrong with a provider, and the other ways. Inside a session it leads on. */
export function problemView(ctx: Context, refusal: Refusal, key: string | undefined): View {
  const t = texts[ctx.locale].problem;
  const provider = typeof refusal.details.provider === 'string' ? refusal.details.provider : undefined;
  const anyway = refusal.details.anyway === true ? 'yes' : undefined;
  return {
    title: t.title,
    shell: 'door',
    body: (
      <>
        <h1>{t.title}</h1>
        <Notice tone="attention" announce>
          <p>{sentenceOf(ctx.locale, refusal.code, provider)}</p>
        </Notice>
        <WhyLink ctx={ctx} />
        {ctx.actor ? (
          <LinkButton href="/">{t.goOn}</LinkButton>
        ) : (
          <Actions>
            <LinkButton href={signInFor('any', '/')}>{t.otherwise}</LinkButton>
            {key && provider && (
              <a className="alone" href={addressOf(leaveForProvider, { provider: key }, { anyway })} data-turbo="false">
                {anyway ? t.anyway(provider) : t.again(provider)}
              </a>
            )}
          </Actions>
        )}
      </>
    ),
  };
}

/** Signed out here; the provider's own session is another one. */
export function signedOutView(ctx: Context, { provider, to, fields, goesOn }: SignOutThere): View {
  const t = texts[ctx.locale].signedOut;
  return {
    title: t.title,
    shell: 'door',
    ...(fields
      ? { formTarget: to, formLeadsOn: true, ...(goesOn ? { sendsItself: true as const } : {}) }
      : goesOn
        ? { leadsTo: to }
        : {}),
    body: (
      <>
        <h1>{t.title}</h1>
        <p>{t.still(provider)}</p>
        {fields ? (
          <CarryingForm to={to} fields={fields} label={t.there(provider)} />
        ) : (
          <Actions>
            <LinkButton href={to} icon="log-out">
              {t.there(provider)}
            </LinkButton>
          </Actions>
        )}
        <p>
          <a className="alone" href={showSignIn.path}>
            {t.again}
          </a>
        </p>
      </>
    ),
  };
}

function errorsOf({ locale }: Context, refusal: Refusal): FormError[] {
  const { refused } = signInTexts[locale];
  if (/too-many/.test(refusal.code)) return [{ message: refused.tooMany(Number(refusal.details.seconds ?? 60)) }];
  const faults = refusal.fields.flatMap(({ field, code }) =>
    code === 'identity.login-missing' || code === 'identity.password-missing'
      ? [{ field, message: refused[code] }]
      : [],
  );
  return faults.length > 0 ? faults : [{ field: 'login', message: refused['identity.sign-in-refused'] }];
}

/** What stands around the sign-in form when providers are declared: their buttons, and the way back to the question. */
export function waysAround(
  ctx: Context,
  providers: readonly Shown[],
  next: string,
): { readonly above: ReactElement | undefined; readonly below: ReactElement } {
  const t = texts[ctx.locale].ways;
  return {
    above:
      providers.length > 0 ? (
        <>
          <WaysIn ctx={ctx} next={next} providers={providers} />
          <p>{t.without}</p>
        </>
      ) : undefined,
    below: (
      <p>
        <a className="alone" href={signInFor('any', next)}>
          {providers.length > 0 ? t.change : t.otherwise}
        </a>
      </p>
    ),
  };
}
