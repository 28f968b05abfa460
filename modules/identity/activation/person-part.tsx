import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import { type Db, firstOf, sql } from '../../../platform/db/db.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { PagePart } from '../../../platform/module.ts';
import { Button } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { Form } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { personWithUid } from '../../directory/index.ts';
import { resetSecondFactor } from '../second-factor/contract.ts';
import { factorInForce } from '../second-factor/in-force.ts';
import { texts as factorTexts } from '../second-factor/texts.ts';
import { revokeCode } from '../sheets/contract.ts';
import { texts as sheetTexts } from '../sheets/texts.ts';
import { dayInWords } from '../when.ts';
import { issueCode } from './issue-contract.ts';
import { texts } from './texts/sheet.ts';

interface AccountState {
  readonly login: string;
  readonly activated_at: Date | null;
  readonly closed: boolean;
  readonly code_until: Date | null;
  readonly has_factor: boolean;
}

/** On the page of a person to whom the actor may hand a code: the state of the account, and the button. */
export const accountPart: PagePart = {
  key: 'identity.account',
  order: 50,
  place: 'directory.person',
  async render(ctx, personUid, abilities) {
    if (!abilities.issueCode) return null;
    const account = await findAccount(ctx.db, personUid, ctx.now);
    return <Account ctx={ctx} personUid={personUid} account={account} mayReissue={abilities.reissueCode === true} />;
  },
};

const findAccount = (db: Db, personUid: string, now: Date): Promise<AccountState | undefined> =>
  firstOf(
    db,
    sql<AccountState>`
      select a.login, a.activated_at, ${factorInForce(sql`a.person_id`)} as has_factor,
             exists (select 1 from identity.account_closures c where c.person_id = a.person_id and c.reopened_at is null) as closed,
             (select k.expires_at from identity.activation_codes k
              where k.person_id = a.person_id and k.used_at is null and k.cancelled_at is null and k.expires_at > ${now}) as code_until
      from identity.accounts a where a.person_id = ${personWithUid(personUid)}`,
  );

function Account(props: {
  ctx: SessionContext;
  personUid: string;
  account: AccountState | undefined;
  mayReissue: boolean;
}): ReactElement {
  const { ctx, personUid, account, mayReissue } = props;
  const { locale } = ctx;
  const t = texts[locale].part;
  const sheets = sheetTexts[locale];
  const factor = factorTexts[locale].reset;
  if (!account) {
    return (
      <Section title={t.title}>
        <p>{t.state.none}</p>
      </Section>
    );
  }
  const state = account.closed
    ? t.state.closed
    : account.activated_at
      ? t.state.open(dayInWords(locale, account.activated_at))
      : t.state.waiting;
  return (
    <Section title={t.title} aside={state}>
      <DefinitionList
        items={[
          { term: t.login, value: account.login },
          { term: t.code, value: account.code_until ? t.codeUntil(dayInWords(locale, account.code_until)) : t.noCode },
          ...(account.has_factor ? [{ term: factor.row, value: factor.inForce }] : []),
        ]}
      />
      {/* The answer is the sheet itself, shown once: a full load, which leaves no copy in the page cache. */}
      {account.activated_at && !mayReissue ? (
        <p>{texts[locale].refused['identity.account-open']}</p>
      ) : (
        <Form action={addressOf(issueCode, { personUid })} fullLoad>
          <Button
            variant="secondary"
            icon="qr-code"
            confirm={
              account.code_until ? { title: t.confirmTitle, text: t.confirmText, yes: t.yes, no: t.no } : undefined
            }
          >
            {t.issue}
          </Button>
        </Form>
      )}
      {account.code_until && (
        <Form action={addressOf(revokeCode, { personUid })}>
          <Button
            variant="quiet"
            confirm={{ title: sheets.revokeOne, text: sheets.revokeOneText, yes: sheets.revokeOne, no: t.no }}
          >
            {sheets.revokeOne}
          </Button>
        </Form>
      )}
      {account.has_factor && mayReissue && (
        <Form action={addressOf(resetSecondFactor, { personUid })} fullLoad>
          <Button variant="quiet" confirm={factor.confirm}>
            {factor.submit}
          </Button>
        </Form>
      )}
    </Section>
  );
}
