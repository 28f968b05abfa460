import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { AbsenceSection } from '../absence/section.tsx';
import { texts as absenceTexts } from '../absence/texts.ts';
import * as contract from '../contract.ts';
import { takeBox } from '../taking-away/contract.ts';
import { texts } from '../texts.ts';

interface Shown {
  readonly ctx: SessionContext;
  readonly own: Answer<typeof contract.showPreferences>;
  readonly refusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>> | undefined;
}

/** Signature, folders, and who was blocked. */
export const preferencesView = (shown: Shown): View => ({
  title: texts[shown.ctx.locale].preferences.title,
  shell: 'app',
  destination: 'messages',
  body: <Preferences {...shown} />,
});

function Preferences({ ctx, own, refusal, typed = {} }: Shown): ReactElement {
  const all = texts[ctx.locale];
  const t = all.preferences;
  const sentences: Readonly<Record<string, string>> = { ...all.refused, ...absenceTexts[ctx.locale].refused };
  const faults =
    refusal?.code === 'platform.invalid-input'
      ? refusal.fields
      : refusal
        ? [{ field: 'label', code: refusal.code }]
        : [];
  const errors = faults.flatMap(({ field, code }) => (sentences[code] ? [{ field, message: sentences[code] }] : []));
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return (
    <>
      <PageHeader
        title={t.title}
        above={
          <Breadcrumb items={[{ label: all.thread.back, href: contract.listMessages.path }, { label: t.title }]} />
        }
      />
      <FormErrors errors={errors} />
      <Section title={t.signature}>
        <Form action={contract.keepSignature.path}>
          <TextArea
            name="signature"
            label={t.signature}
            help={t.signatureHelp}
            value={typed.signature ?? own.signature}
            error={errorOf('signature')}
            maxLength={500}
          />
          <Actions>
            <Button>{t.save}</Button>
          </Actions>
        </Form>
      </Section>
      {own.mayBeAbsent && (
        <AbsenceSection ctx={ctx} absence={own.absence ?? undefined} typed={typed} errorOf={errorOf} />
      )}
      <Section title={t.folders}>
        {own.folders.length === 0 ? (
          <p>{t.noFolder}</p>
        ) : (
          <>
            <List label={t.folders}>
              {own.folders.map(({ number, label }) => (
                <ListRow
                  key={number}
                  title={label}
                  trail={
                    <form action={addressOf(contract.removeFolder, { number: String(number) })} method="post">
                      <Button variant="secondary" size="small" aria-label={t.removeLabel(label)}>
                        {t.remove}
                      </Button>
                    </form>
                  }
                />
              ))}
            </List>
            <p>{t.removeNote}</p>
          </>
        )}
        <Form action={contract.addFolder.path} label={t.newFolder}>
          <TextField
            name="label"
            label={t.newFolder}
            value={typed.label}
            error={errorOf('label')}
            maxLength={60}
            required
          />
          <Actions>
            <Button variant="secondary">{t.add}</Button>
          </Actions>
        </Form>
      </Section>
      <Section title={t.blocked}>
        {own.blocked.length === 0 ? (
          <p>{t.noBlocked}</p>
        ) : (
          <List label={t.blocked}>
            {own.blocked.map(({ uid, name }) => (
              <ListRow
                key={uid}
                title={name}
                trail={
                  <form action={addressOf(contract.unblock, { personUid: uid })} method="post">
                    <Button variant="secondary" size="small" aria-label={t.unblockLabel(name)}>
                      {t.unblock}
                    </Button>
                  </form>
                }
              />
            ))}
          </List>
        )}
        <p>{t.blockedNote}</p>
      </Section>
      <Section title={t.takeAway}>
        <p>{t.takeAwayNote}</p>
        <Actions>
          {(['inbox', 'sent', 'archive'] as const).map((box) => (
            <LinkButton key={box} variant="secondary" icon="download" href={addressOf(takeBox, {}, { box })}>
              {all.boxes[box]}
            </LinkButton>
          ))}
        </Actions>
      </Section>
    </>
  );
}
