import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { phoneInPairs } from '../../../platform/texts/phone.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { PageHeader } from '../../../ui/page.tsx';
import { errorOf, formErrors } from '../form-errors.ts';
import { changeOwnContact, type showOwnContact, type showUsedName, useName } from './contract.ts';
import { contactAudiences } from './shared-contact.ts';
import { texts } from './texts.ts';

type Contact = Answer<typeof showOwnContact>;
type Typed = Readonly<Record<string, string>>;

/** How I am reached, and who sees it. */
export function contactView(ctx: SessionContext, contact: Contact, refusal?: Refusal, typed: Typed = {}): View {
  const { contact: t, faults, faulty } = texts[ctx.locale];
  const errors = formErrors(refusal, faults, faulty);
  const field = (name: 'email' | 'mobile' | 'phone', shown: string): ReactElement => (
    <TextField
      name={name}
      type={name === 'email' ? 'email' : 'tel'}
      label={t[name]}
      help={name === 'email' ? t.signIn : undefined}
      value={typed[name] ?? shown}
      error={errorOf(errors, name)}
      autoComplete={name === 'email' ? 'email' : 'tel'}
    />
  );
  const audience = (name: 'emailSeenBy' | 'phoneSeenBy'): ReactElement => (
    <RadioGroup
      name={name}
      label={t[name]}
      value={typed[name] ?? contact[name]}
      options={(['', ...contactAudiences] as const).map((value) => ({ value, ...t.audiences[value] }))}
    />
  );
  return {
    title: t.title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={t.title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Form action={changeOwnContact.path}>
          {field('email', contact.email ?? '')}
          {audience('emailSeenBy')}
          {field('mobile', contact.mobile ? phoneInPairs(contact.mobile) : '')}
          {field('phone', contact.phone ? phoneInPairs(contact.phone) : '')}
          {audience('phoneSeenBy')}
          <Actions>
            <Button>{t.save}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}

type Named = Answer<typeof showUsedName>;

/** The name that somebody goes by. */
export function nameView(ctx: SessionContext, named: Named, refusal?: Refusal, typed: Typed = {}): View {
  const { name: t, faults, faulty } = texts[ctx.locale];
  const errors = formErrors(refusal, faults, faulty);
  const title = named.ofOneself ? t.titleOwn : t.title(named.displayName);
  return {
    title,
    shell: 'app',
    body: (
      <>
        <PageHeader title={title} subtitle={<p>{t.lead}</p>} />
        <FormErrors errors={errors} />
        <Form action={addressOf(useName, { personUid: named.id })}>
          <TextField
            name="used"
            label={t.used}
            help={t.usedHelp(named.civil)}
            value={typed.used ?? named.used ?? ''}
            error={errorOf(errors, 'used')}
            maxLength={100}
            autoComplete="off"
          />
          <Actions>
            <Button>{t.save}</Button>
          </Actions>
        </Form>
      </>
    ),
  };
}
