import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { dayInWords, inWords } from '../when.ts';
import type { OwnToken } from './commands.ts';
import { createToken, listTokens, revokeToken, tokenDays } from './contract.ts';
import { texts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly tokens: readonly OwnToken[];
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** One's tokens, and the form for another. */
export const tokensView = (shown: Shown): View => ({
  title: texts[shown.ctx.locale].title,
  shell: 'app',
  body: <Tokens {...shown} />,
});

function Tokens({ ctx, tokens, refusal, typed = {} }: Shown): ReactElement {
  const t = texts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
      {tokens.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <List label={t.title}>
          {tokens.map((token) => (
            <Row key={token.id} ctx={ctx} token={token} />
          ))}
        </List>
      )}
      <Section title={t.newTitle}>
        <FormErrors errors={errors} />
        {/* The answer shows the token this once: a full load, which leaves no copy in the page cache. */}
        <Form action={createToken.path} fullLoad>
          <TextField
            name="name"
            label={t.name}
            help={t.nameHelp}
            value={typed.name}
            error={errors.find(({ field }) => field === 'name')?.message}
            maxLength={80}
            required
          />
          <RadioGroup
            name="access"
            label={t.access}
            value={typed.access ?? 'read'}
            options={[
              { value: 'read', label: t.read },
              { value: 'write', label: t.write },
            ]}
          />
          <RadioGroup
            name="days"
            label={t.days}
            inline
            value={typed.days ?? '90'}
            options={tokenDays.map((value) => ({ value, label: t.dayCount(value) }))}
          />
          <Button>{t.submit}</Button>
        </Form>
      </Section>
    </>
  );
}

function Row({ ctx, token }: { ctx: SessionContext; token: OwnToken }): ReactElement {
  const t = texts[ctx.locale];
  const facts = [
    token.mayWrite ? t.write : t.read,
    t.until(dayInWords(ctx.locale, token.expiresAt)),
    token.lastUsedAt ? t.used(inWords(ctx.locale, token.lastUsedAt, ctx.now)) : t.neverUsed,
  ];
  return (
    <ListRow
      lead={<Icon name="key-round" />}
      title={token.name}
      subtitle={facts.join(' · ')}
      trail={
        <form action={addressOf(revokeToken, { tokenId: token.id })} method="post">
          <Button variant="secondary" size="small" aria-label={t.revokeLabel(token.name)}>
            {t.revoke}
          </Button>
        </form>
      }
    />
  );
}

/** The value of a new token, shown this once. */
export function newTokenView(ctx: SessionContext, created: Answer<typeof createToken>): View {
  const t = texts[ctx.locale];
  return {
    title: t.created,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.created} subtitle={<p>{created.name}</p>} />
        <Notice tone="attention" announce>
          <p>{t.once}</p>
        </Notice>
        <TextField name="token" label={t.value} help={t.how} value={created.token} spellCheck={false} readOnly />
        <LinkButton href={listTokens.path} variant="secondary">
          {t.back}
        </LinkButton>
      </>
    ),
  };
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { refused } = texts[ctx.locale];
  if (refusal.code === 'identity.too-many-tokens') return [{ message: refused.tooMany(Number(refusal.details.most)) }];
  return refusal.fields.flatMap(({ field, code }) =>
    code === 'identity.token-name-missing' || code === 'identity.token-name-long'
      ? [{ field, message: refused[code] }]
      : [],
  );
}
