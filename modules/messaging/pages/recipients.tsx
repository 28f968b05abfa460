import type { ReactElement } from 'react';
import { Actions, Button } from '../../../ui/button.tsx';
import { CheckboxGroup } from '../../../ui/choice.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { TextField } from '../../../ui/field.tsx';
import { RecipientsPicker } from '../../../ui/islands/recipients/recipients.tsx';
import { findRecipients, foretellMessage, MOST_FORETOLD } from '../contract.ts';
import { texts } from '../texts.ts';
import type { Choice } from '../writing/look.ts';
import type { Composer } from './compose.tsx';

/**
 * Those chosen, each with its box; groups to choose from; and a search by name that keeps what was typed. With scripts, one field stands
 * over them all.
 */
export function Recipients(shown: Composer & { readonly error: string | undefined }): ReactElement {
  const { ctx, form, prospect, audiences, found, near, error } = shown;
  const t = texts[ctx.locale];
  const chosen = chosenOf(shown);
  const others = audiences.filter(({ token }) => !form.to.includes(token));
  const news = found?.filter(({ token }) => !form.to.includes(token)) ?? [];
  const proposed = near.filter(({ token }) => !form.to.includes(token) && !news.some((one) => one.token === token));
  return (
    <RecipientsPicker
      name="to"
      label={t.compose.recipients}
      help={t.compose.recipientsHelp}
      error={error}
      source={`/api${findRecipients.path}`}
      foretells={{
        source: `/api${foretellMessage.path}`,
        with: ['to', 'kind', 'of'],
        most: MOST_FORETOLD,
        button: 'send',
      }}
      refused={prospect.addressees.refused.map(({ token }) => token)}
      none={t.compose.noneFound}
    >
      {chosen.length > 0 && (
        <CheckboxGroup
          name="to"
          label={t.compose.recipients}
          values={chosen.map(({ value }) => value)}
          options={chosen}
          error={error}
        />
      )}
      {proposed.length > 0 && (
        <CheckboxGroup name="to" idPrefix="near" label={t.compose.nearTitle} options={optionsOf(proposed)} />
      )}
      {news.length > 0 && (
        <CheckboxGroup name="to" idPrefix="found" label={t.compose.foundTitle} options={optionsOf(news)} />
      )}
      {found && news.length === 0 && <p role="status">{t.compose.noneFound}</p>}
      <TextField
        name="find"
        type="search"
        label={t.compose.find}
        help={t.compose.recipientsHelp}
        error={chosen.length === 0 ? error : undefined}
      />
      <Actions>
        <Button variant="secondary" icon="search" name="act" value="look">
          {t.compose.findButton}
        </Button>
      </Actions>
      {others.length > 0 && (
        <Details
          summary={t.compose.groupsSummary(others.length)}
          open={chosen.length === 0 && form.kind === 'new' && others.length <= 6}
        >
          <CheckboxGroup name="to" idPrefix="groups" label={t.compose.groups} options={optionsOf(others)} />
        </Details>
      )}
    </RecipientsPicker>
  );
}

/** Those the form names, also who cannot be written to, with the reason: they are for its author to take away. */
function chosenOf({ ctx, prospect: { addressees } }: Composer) {
  const t = texts[ctx.locale];
  return [
    ...addressees.audiences.map(({ key, label, people }) => ({ value: key, label, hint: t.people(people) })),
    ...addressees.persons.map(({ token, name }) => ({ value: token, label: name })),
    ...addressees.refused.map(({ token, label, reason }) => ({
      value: token,
      label: label || t.someone,
      hint: t.why[reason],
    })),
  ];
}

const optionsOf = (choices: readonly Choice[]) =>
  choices.map(({ token, label, detail, why }) => ({
    value: token,
    label,
    hint: why ?? (detail || undefined),
    disabled: why !== null,
  }));
