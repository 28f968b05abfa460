import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Actions, Button, LinkButton } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { iconOf } from '../../../ui/icon-names.ts';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { SortableList } from '../../../ui/sortable-list.tsx';
import { accentNames } from '../../../ui/tokens/palette.ts';
import { audiences } from '../audience.ts';
import { listBanners } from '../banners/contract.ts';
import { showWelcome } from '../welcome/contract.ts';
import { texts as welcomeTexts } from '../welcome/texts.ts';
import * as contract from './contract.ts';
import { errorsOf } from './errors.ts';
import { PicturePart } from './picture-part.tsx';
import { texts } from './texts.ts';

type Portal = Answer<typeof contract.showPortal>;

interface Shown {
  readonly ctx: SessionContext;
  readonly portal: Portal;
  readonly refusal?: Refusal | undefined;
  /** Of the form that sends the picture. */
  readonly pictureRefusal?: Refusal | undefined;
  readonly typed?: Readonly<Record<string, string>>;
}

/** The head's page of the portal: who the school is, then what it offers, in order. */
export const portalView = (shown: Shown): View => ({
  title: texts[shown.ctx.locale].settings.title(shown.portal.school.name),
  shell: 'app',
  density: 'gestion',
  destination: 'schools',
  live: [`school:${shown.portal.school.uai}`],
  body: <PortalSettings {...shown} />,
});

function PortalSettings(shown: Shown): ReactElement {
  const { ctx, portal } = shown;
  const t = texts[ctx.locale];
  const schoolUai = portal.school.uai;
  return (
    <>
      <PageHeader title={t.settings.title(portal.school.name)} subtitle={<p>{t.settings.lead}</p>} />
      {!portal.isChosen && (
        <Notice
          tone="info"
          title={t.settings.suits}
          action={
            <Form action={addressOf(contract.keepPortal, { schoolUai })}>
              <Button>{t.settings.keep}</Button>
            </Form>
          }
        >
          <p>{t.settings.suitsText}</p>
        </Notice>
      )}
      <Section title={t.settings.items}>
        <p>{t.settings.order}</p>
        <SortableList
          action={addressOf(contract.setOrder, { schoolUai })}
          items={portal.items.map((item) => ({
            key: item.key,
            label: item.ownLabel ?? item.label,
            href: addressOf(contract.showItem, { schoolUai, key: item.key }),
            lead: <Icon name={iconOf(item.icon)} />,
            detail: (
              <>
                {item.isLink && <Badge tone="ciel">{t.settings.link}</Badge>}
                {!item.isOn && <Badge tone="miel">{t.settings.off}</Badge>}
                {item.audiences?.map((audience) => (
                  <Badge key={audience} tone="lagune">
                    {t.audienceNames[audience]}
                  </Badge>
                ))}
              </>
            ),
          }))}
          words={{ up: t.settings.up, down: t.settings.down }}
        />
        <Actions>
          <LinkButton href={addressOf(contract.showItem, { schoolUai, key: 'new' })} icon="plus" variant="secondary">
            {t.settings.add}
          </LinkButton>
        </Actions>
      </Section>
      <Section title={t.settings.viewAs}>
        <Actions>
          {audiences.map((audience) => (
            <LinkButton
              key={audience}
              href={addressOf(contract.viewAs, { schoolUai, audience })}
              icon="eye"
              variant="secondary"
            >
              {t.audienceNames[audience]}
            </LinkButton>
          ))}
        </Actions>
      </Section>
      <Section title={t.settings.look}>
        <LookForm {...shown} />
      </Section>
      <PicturePart {...shown} />
      <Actions>
        <LinkButton href={addressOf(contract.showPublicPage, { schoolUai })} variant="quiet">
          {t.settings.publicPage}
        </LinkButton>
        <LinkButton href={addressOf(showWelcome, { schoolUai })} variant="quiet">
          {welcomeTexts[ctx.locale].name}
        </LinkButton>
        <LinkButton href={listBanners.path} variant="quiet">
          {t.settings.banners}
        </LinkButton>
      </Actions>
    </>
  );
}

function LookForm({ ctx, portal, refusal, typed: all, pictureRefusal }: Shown): ReactElement {
  const t = texts[ctx.locale].settings;
  const { look, school } = portal;
  const typed = pictureRefusal ? undefined : all;
  const errors = errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  return (
    <Form action={addressOf(contract.setLook, { schoolUai: school.uai })}>
      <FormErrors errors={errors} />
      <TextField
        name="name"
        label={t.name}
        help={t.nameHelp}
        value={typed?.name ?? look.name ?? ''}
        error={errorOf('name')}
        maxLength={80}
      />
      <RadioGroup
        name="accent"
        label={t.accent}
        value={typed?.accent ?? look.accent ?? ''}
        options={[
          { value: '', label: t.accents[''] },
          ...accentNames.map((accent) => ({ value: accent, label: t.accents[accent], accent })),
        ]}
        inline
      />
      <TextArea
        name="hours"
        label={t.hours}
        help={t.hoursHelp}
        value={typed?.hours ?? look.hours ?? ''}
        error={errorOf('hours')}
        maxLength={1000}
      />
      <Actions>
        <Button>{t.saveLook}</Button>
      </Actions>
    </Form>
  );
}
