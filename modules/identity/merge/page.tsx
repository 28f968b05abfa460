import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { PasswordField, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { dayInWords } from '../when.ts';
import { mergeAccounts, partAccounts, type showMergeAccounts } from './contract.ts';
import { texts } from './texts.ts';

/** The two ways to prove the other account, and what can be undone. */
export function mergeView(
  ctx: SessionContext,
  { login, merges }: Answer<typeof showMergeAccounts>,
  refusal?: Refusal,
  typed: Readonly<Record<string, string>> = {},
): View {
  const t = texts[ctx.locale];
  const message = refusal && sentenceOf(ctx, refusal);
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        {message && <FormErrors errors={[{ message }]} />}
        <p>{t.keeps(login)}</p>
        <Section title={t.byPassword}>
          <Form action={mergeAccounts.path} label={t.byPassword}>
            <TextField
              name="login"
              label={t.login}
              value={typed.login}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
            <PasswordField name="password" label={t.password} autoComplete="current-password" required />
            <Actions>
              <Button>{t.withPassword}</Button>
            </Actions>
          </Form>
        </Section>
        <Section title={t.byCode}>
          <Form action={mergeAccounts.path} label={t.byCode}>
            <TextField
              name="code"
              label={t.code}
              value={typed.code}
              width="code"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
            />
            <TextField
              name="answer"
              label={t.proof}
              help={t.proofHelp}
              value={typed.answer}
              width="short"
              autoComplete="off"
              required
            />
            <Actions>
              <Button variant="secondary">{t.withCode}</Button>
            </Actions>
          </Form>
        </Section>
        {merges.length > 0 && (
          <Section title={t.undoTitle}>
            <List label={t.undoTitle}>
              {merges.map((merge) => (
                <ListRow
                  key={merge.id}
                  title={t.undoLine(dayInWords(ctx.locale, merge.undoUntil))}
                  trail={
                    <form action={addressOf(partAccounts, { mergeId: merge.id })} method="post">
                      <Button variant="secondary" size="small">
                        {t.undo}
                      </Button>
                    </form>
                  }
                />
              ))}
            </List>
          </Section>
        )}
      </>
    ),
  };
}

function sentenceOf({ locale }: SessionContext, refusal: Refusal): string {
  const t = texts[locale];
  if (/too-many/.test(refusal.code)) return t.tooMany(Number(refusal.details.seconds ?? 60));
  return t.refused[refusal.code] ?? t.otherwise;
}
