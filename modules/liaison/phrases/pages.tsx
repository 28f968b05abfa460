import type { ReactElement } from 'react';
import { dayOf } from '../../../platform/clock/clock.ts';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { dayInWords } from '../../../platform/texts/days.ts';
import { ownNames } from '../../../platform/texts/languages.ts';
import { directionOf, type Locale } from '../../../platform/texts/texts.ts';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { Details } from '../../../ui/disclosure.tsx';
import { DateField, SelectField, TextField } from '../../../ui/field.tsx';
import { Form, Hidden } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { List, ListRow } from '../../../ui/list.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { ReviewBadge } from '../../../ui/translated.tsx';
import { blanksOf, fill, translatedInto } from './bank.ts';
import { type BlankName, blankKinds } from './blanks.ts';
import { listOwnPhrases, listPhrases, listReviews, reviewPhrase, showPhrase } from './contract.ts';
import { texts } from './texts.ts';

/** The bank by subject; a tap leads to the blanks of a phrase. */
export function phrasesView(
  { locale }: SessionContext,
  { own, themes, changes }: Answer<typeof listPhrases>,
  form: string,
): View {
  const t = texts[locale];
  return {
    title: t.title,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={<Breadcrumb items={[{ label: t.back, href: form }, { label: t.title }]} />}
          title={t.title}
          subtitle={t.subtitle}
          actions={changes.map(({ uai, name }) => (
            <LinkButton key={uai} variant="quiet" icon="pencil" href={addressOf(listOwnPhrases, { schoolUai: uai })}>
              {t.changeOwn(name)}
            </LinkButton>
          ))}
        />
        {own.length > 0 && (
          <Section title={t.own}>
            <List label={t.own}>
              {own.map(({ id, title, words }) => (
                <ListRow
                  key={id}
                  title={title}
                  subtitle={words.length > 100 ? `${words.slice(0, 99)}…` : words}
                  href={`${form}${form.includes('?') ? '&' : '?'}phrase=${id}`}
                />
              ))}
            </List>
          </Section>
        )}
        {themes.map(({ theme, phrases }) => (
          <Section key={theme} title={t.themes[theme]}>
            <List label={t.themes[theme]}>
              {phrases.map(({ key, title }) => (
                <ListRow key={key} title={title} href={addressOf(showPhrase, { key }, { form })} />
              ))}
            </List>
          </Section>
        ))}
      </>
    ),
  };
}

/** A phrase: its blanks to fill, then what it says in each language. */
export function phraseView(
  { locale }: SessionContext,
  { key, title, text, translations }: Answer<typeof showPhrase>,
  form: string,
): View {
  const t = texts[locale];
  const [path = '', query = ''] = form.split('?');
  return {
    title: `${title} · ${t.title}`,
    shell: 'app',
    destination: 'more',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb items={[{ label: t.title, href: addressOf(listPhrases, {}, { form }) }, { label: title }]} />
          }
          title={title}
        />
        <Section title={t.french}>
          <p lang="fr">{fill({ title, text }, {}, 'fr')}</p>
        </Section>
        <Form action={path} method="get">
          {[...new URLSearchParams(query)].map(([name, value]) => (
            <Hidden key={`${name} ${value}`} name={name} value={value} />
          ))}
          <Hidden name="phrase" value={key} />
          {blanksOf({ title, text }).map((name) => (
            <BlankField key={name} name={name} locale={locale} />
          ))}
          <p>{t.useHelp}</p>
          <Actions>
            <Button icon="notebook-pen">{t.use}</Button>
          </Actions>
        </Form>
        <Details summary={t.inLanguages}>
          {translations.map(({ language, isReviewed, ...phrase }) => (
            <div key={language} className="stack">
              <p>
                <strong lang={language}>{ownNames[language]}</strong> <ReviewBadge isReviewed={isReviewed} />
              </p>
              <p lang={language} dir={directionOf(language)}>
                {fill(phrase, {}, language)}
              </p>
            </div>
          ))}
        </Details>
      </>
    ),
  };
}

function BlankField({ name, locale }: { name: BlankName; locale: Locale }): ReactElement {
  const t = texts[locale];
  const label = t.blanks[name];
  const kind = blankKinds[name];
  if (kind === 'day') return <DateField name={name} label={label} />;
  if (kind === 'hour') return <TextField name={name} label={label} type="time" width="short" />;
  if (kind === 'sum') return <TextField name={name} label={label} inputMode="numeric" width="short" maxLength={9} />;
  return <TextField name={name} label={label} help={t.untranslated} maxLength={200} />;
}

/** A language of the bank beside the French text, to sign off phrase by phrase. */
export function reviewsView(
  { locale }: SessionContext,
  { language, counts, phrases }: Answer<typeof listReviews>,
): View {
  const t = texts[locale];
  return {
    title: `${t.reviewTitle} · ${ownNames[language]}`,
    shell: 'app',
    density: 'gestion',
    destination: 'more',
    body: (
      <>
        <PageHeader title={t.reviewTitle} subtitle={t.reviewSubtitle} />
        <Form action={listReviews.path} method="get" label={t.language}>
          <SelectField
            name="language"
            label={t.language}
            value={language}
            options={translatedInto.map((each) => {
              const count = counts.find((one) => one.language === each);
              return { value: each, label: t.count(ownNames[each], count?.reviewed ?? 0, count?.phrases ?? 0) };
            })}
          />
          <Actions>
            <Button variant="secondary">{t.show}</Button>
          </Actions>
        </Form>
        <List label={ownNames[language]}>
          {phrases.map(({ key, title, text, french, review }) => (
            <ListRow
              key={key}
              title={
                <span lang={language} dir={directionOf(language)}>
                  {title}
                </span>
              }
              lead={<Icon name={review ? 'circle-check' : 'languages'} />}
              below={
                <div className="stack">
                  <p lang={language} dir={directionOf(language)}>
                    {text}
                  </p>
                  <p lang="fr">
                    <strong>{french.title}.</strong> {french.text}
                  </p>
                  {review && <p>{t.by(review.by, dayInWords(dayOf(review.at), locale))}</p>}
                  <form method="post" action={addressOf(reviewPhrase, { language, key })}>
                    {review && <Hidden name="undo" value="yes" />}
                    <Button
                      size="small"
                      variant={review ? 'quiet' : 'secondary'}
                      aria-label={(review ? t.undoOf : t.signOffOf)(french.title)}
                    >
                      {review ? t.undo : t.signOff}
                    </Button>
                  </form>
                </div>
              }
            />
          ))}
        </List>
      </>
    ),
  };
}
