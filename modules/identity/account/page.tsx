import type { ReactElement } from 'react';
import { addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { DefinitionList } from '../../../ui/facts.tsx';
import { PasswordField, TextField } from '../../../ui/field.tsx';
import { Form, type FormError, FormErrors } from '../../../ui/form.tsx';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { showOwnContact, showUsedName } from '../../directory/contract.ts';
import { showChoices, showHours } from '../../notifications/contract.ts';
import { choiceTexts, hoursInWords } from '../../notifications/index.ts';
import { showImageRights } from '../../safety/contract.ts';
import { texts as doorTexts } from '../activation/texts/door.ts';
import type { OwnAddress } from '../addresses/commands.ts';
import { addAddress, removeAddress } from '../addresses/contract.ts';
import { texts as addressTexts } from '../addresses/texts.ts';
import { showCharter } from '../charter/contract.ts';
import { listConsents } from '../consents/contract.ts';
import { texts as consentTexts } from '../consents/texts.ts';
import { listWays } from '../federation/links/contract.ts';
import { texts as wayTexts } from '../federation/links/texts.ts';
import { showMergeAccounts } from '../merge/contract.ts';
import { texts as mergeTexts } from '../merge/texts.ts';
import { showOwnIdentity } from '../own-identity/contract.ts';
import { texts as identityTexts } from '../own-identity/texts.ts';
import { showPasswordChange } from '../passwords/contract.ts';
import { texts as passwordTexts } from '../passwords/texts.ts';
import { showReading } from '../reading/contract.ts';
import { texts as readingTexts } from '../reading/texts.ts';
import { listReuse } from '../reuse/contract.ts';
import { texts as reuseTexts } from '../reuse/texts.ts';
import { showSecondFactor } from '../second-factor/contract.ts';
import { texts as factorTexts } from '../second-factor/texts.ts';
import { listSessions } from '../sessions/contract.ts';
import { audienceOf } from '../sessions/kinds.ts';
import { listTokens } from '../tokens/contract.ts';
import { dayInWords } from '../when.ts';
import { showLanguage } from './contract.ts';
import type { OwnAccount } from './read.ts';
import { accountTexts } from './texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly account: OwnAccount;
  readonly refusal?: Refusal | undefined;
  readonly typed?: string | undefined;
  /** What other modules add. */
  readonly parts?: readonly ReactElement[];
}

/** My account: how I come in, from where, where a forgotten password finds me, in which language. */
export const accountView = (shown: Shown): View => ({
  title: accountTexts[shown.ctx.locale].title,
  shell: 'app',
  body: <Account {...shown} />,
});

function Account(shown: Shown): ReactElement {
  const { ctx, account } = shown;
  const t = accountTexts[ctx.locale];
  const isAdult = audienceOf(ctx.actor) === 'adult';
  return (
    <>
      <PageHeader title={t.title} subtitle={<p>{ctx.actor.displayName}</p>} />
      <Settings ctx={ctx} hours={account.hours} />
      <Section title={t.security}>
        <DefinitionList
          items={[
            { term: t.login, value: account.login },
            ...(account.passwordSetAt
              ? [{ term: t.password, value: t.passwordSince(dayInWords(ctx.locale, account.passwordSetAt)) }]
              : []),
            ...(account.codeFrom
              ? [
                  {
                    term: doorTexts[ctx.locale].choice.handedOut,
                    value: doorTexts[ctx.locale].choice.handedBy(
                      account.codeFrom.name,
                      dayInWords(ctx.locale, account.codeFrom.at),
                    ),
                  },
                ]
              : []),
          ]}
        />
        <LinkButton href={showPasswordChange.path} variant="secondary" icon="lock">
          {t.changePassword}
        </LinkButton>
        <List label={t.security}>
          <ListRow
            href={listSessions.path}
            lead={<Icon name="laptop" />}
            title={t.sessions}
            subtitle={t.sessionsHint(account.sessions)}
          />
          <ListRow
            href={showCharter.path}
            lead={<Icon name="scroll-text" />}
            title={t.charter}
            subtitle={t.charterHint}
          />
          {isAdult && (
            <ListRow
              href={showOwnIdentity.path}
              lead={<Icon name="badge-check" />}
              title={identityTexts[ctx.locale].row}
              subtitle={identityTexts[ctx.locale].rowHint}
            />
          )}
          <ListRow
            href={listConsents.path}
            lead={<Icon name="clipboard-check" />}
            title={consentTexts[ctx.locale].row}
            subtitle={consentTexts[ctx.locale].rowHint}
          />
          {ctx.actor.children.length > 0 && (
            <ListRow
              href={listReuse.path}
              lead={<Icon name="clipboard-list" />}
              title={reuseTexts[ctx.locale].row}
              subtitle={reuseTexts[ctx.locale].rowHint}
            />
          )}
          {isAdult && (
            <ListRow
              href={showSecondFactor.path}
              lead={<Icon name="smartphone" />}
              title={factorTexts[ctx.locale].account.row}
              subtitle={factorTexts[ctx.locale].account.rowHint}
            />
          )}
          {account.hasWays && (
            <ListRow
              href={listWays.path}
              lead={<Icon name="id-card" />}
              title={wayTexts[ctx.locale].row}
              subtitle={wayTexts[ctx.locale].rowHint}
            />
          )}
          {isAdult && (
            <ListRow
              href={showMergeAccounts.path}
              lead={<Icon name="users" />}
              title={mergeTexts[ctx.locale].menu}
              subtitle={mergeTexts[ctx.locale].menuHint}
            />
          )}
          {isAdult && (
            <ListRow href={listTokens.path} lead={<Icon name="key-round" />} title={t.tokens} subtitle={t.tokensHint} />
          )}
        </List>
      </Section>
      {isAdult && <Addresses {...shown} />}
      {shown.parts}
    </>
  );
}

/** What one chooses for oneself, as it stands, each with its own small form. */
function Settings({ ctx, hours }: { ctx: SessionContext; hours: Shown['account']['hours'] }): ReactElement {
  const t = accountTexts[ctx.locale];
  const reading = readingTexts[ctx.locale];
  return (
    <Section title={t.settings}>
      <List label={t.settings}>
        {audienceOf(ctx.actor) === 'adult' && (
          <>
            <SettingRow
              ctx={ctx}
              icon="id-card"
              label={t.name}
              value={ctx.actor.givenName ?? ctx.actor.displayName}
              href={addressOf(showUsedName, { personUid: ctx.actor.uid })}
            />
            <SettingRow ctx={ctx} icon="phone" label={t.contact} value={t.contactHint} href={showOwnContact.path} />
          </>
        )}
        <SettingRow
          ctx={ctx}
          icon="languages"
          label={t.language}
          value={t.languages[ctx.locale]}
          href={showLanguage.path}
        />
        <SettingRow
          ctx={ctx}
          icon="moon"
          label={t.hours}
          value={hoursInWords(hours, ctx.locale)}
          href={showHours.path}
        />
        <SettingRow
          ctx={ctx}
          icon="bell"
          label={choiceTexts[ctx.locale].row}
          value={choiceTexts[ctx.locale].rowHint}
          href={showChoices.path}
        />
        <SettingRow
          ctx={ctx}
          icon="book-open"
          label={reading.row}
          value={Object.keys(ctx.reading).length > 0 ? t.readingChosen : reading.rowHint}
          href={showReading.path}
        />
        {audienceOf(ctx.actor) === 'adult' && (
          <SettingRow ctx={ctx} icon="image" label={t.images} value={t.imagesHint} href={showImageRights.path} />
        )}
      </List>
    </Section>
  );
}

/** A setting: what it is, how it stands, and the way to change it. */
function SettingRow(props: {
  ctx: SessionContext;
  icon: IconName;
  label: string;
  value: string;
  href: string;
}): ReactElement {
  const { ctx, icon, label, value, href } = props;
  return (
    <ListRow
      lead={<Icon name={icon} />}
      title={label}
      subtitle={value}
      trail={
        <LinkButton href={href} variant="secondary" size="small">
          {accountTexts[ctx.locale].change}
          <span className="visually-hidden"> : {label}</span>
        </LinkButton>
      }
    />
  );
}

function Addresses({ ctx, account, refusal, typed }: Shown): ReactElement {
  const t = accountTexts[ctx.locale];
  const errors = errorsOf(ctx, refusal);
  return (
    <Section title={t.addresses}>
      <p>{account.addresses.length > 0 ? t.addressesLead : t.noAddress}</p>
      {account.addresses.length > 0 && (
        <List label={t.addresses}>
          {account.addresses.map((address) => (
            <Address key={address.id} ctx={ctx} address={address} />
          ))}
        </List>
      )}
      {account.addresses.some(({ verifiedAt }) => !verifiedAt) && <p>{t.resend}</p>}
      <FormErrors errors={errors} />
      <Form action={addAddress.path} label={t.add}>
        <TextField
          name="email"
          type="email"
          label={t.addLabel}
          value={typed}
          error={errors.find(({ field }) => field === 'email')?.message}
          autoComplete="email"
          required
        />
        <PasswordField
          name="present"
          label={passwordTexts[ctx.locale].page.present}
          error={errors.find(({ field }) => field === 'present')?.message}
          autoComplete="current-password"
          required
        />
        <Button variant="secondary" icon="mail">
          {t.addSubmit}
        </Button>
      </Form>
    </Section>
  );
}

function Address({ ctx, address }: { ctx: SessionContext; address: OwnAddress }): ReactElement {
  const t = accountTexts[ctx.locale];
  return (
    <ListRow
      lead={<Icon name="mail" />}
      title={address.address}
      subtitle={
        address.verifiedAt ? (
          <Badge tone="mousse" icon="check">
            {t.confirmed}
          </Badge>
        ) : (
          <Badge tone="miel">{t.waiting}</Badge>
        )
      }
      trail={
        <form action={addressOf(removeAddress, { addressId: address.id })} method="post">
          <Button variant="secondary" size="small" aria-label={t.removeLabel(address.address)}>
            {t.remove}
          </Button>
        </form>
      }
    />
  );
}

function errorsOf(ctx: SessionContext, refusal: Refusal | undefined): FormError[] {
  if (!refusal) return [];
  const { details, code, fields } = refusal;
  if (code === 'identity.too-many-addresses')
    return [{ message: addressTexts[ctx.locale].tooMany(Number(details.most)) }];
  if (/too-many/.test(code)) return [{ message: accountTexts[ctx.locale].tooManyTries(Number(details.seconds ?? 60)) }];
  if (fields.some(({ field }) => field === 'present'))
    return [{ field: 'present', message: passwordTexts[ctx.locale].fault['identity.password-wrong'] }];
  return [{ field: 'email', message: addressTexts[ctx.locale].faulty }];
}
