import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import { shapes } from '../../../platform/pictures/shapes.ts';
import { pictureTexts } from '../../../platform/pictures/texts.ts';
import { Actions, Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Section } from '../../../ui/page.tsx';
import { SentPicture } from '../../../ui/picture.tsx';
import { PictureField } from '../../../ui/picture-field.tsx';
import * as contract from './contract.ts';
import { errorsOf } from './errors.ts';
import type { SchoolPicture } from './queries.ts';
import { texts } from './texts.ts';

/** The picture of a school wherever it shows. */
export function PictureOfSchool({ uai, picture }: { uai: string; picture: SchoolPicture }): ReactElement {
  const src = addressOf(contract.showPicture, { schoolUai: uai, address: picture.address });
  const { ratio, widths } = shapes.wide;
  return <SentPicture src={src} widths={widths} ratio={ratio} alt={picture.alt} />;
}

/** The picture in place, and the form that sends another. */
export function PicturePart(props: {
  ctx: SessionContext;
  portal: Answer<typeof contract.showPortal>;
  pictureRefusal?: Refusal | undefined;
  typed?: Readonly<Record<string, string>>;
}): ReactElement {
  const { ctx, portal, pictureRefusal: refusal } = props;
  const t = texts[ctx.locale].picture;
  const { picture } = portal.look;
  const typed = refusal ? props.typed : undefined;
  const sentences: Readonly<Record<string, string>> = pictureTexts[ctx.locale];
  const sentence = refusal && sentences[refusal.code];
  const errors = sentence ? [{ field: 'picture', message: sentence }] : errorsOf(ctx, refusal);
  const errorOf = (name: string): string | undefined => errors.find(({ field }) => field === name)?.message;
  const params = { schoolUai: portal.school.uai };
  return (
    <Section title={t.title}>
      <p>{t.lead}</p>
      {picture && <PictureOfSchool uai={portal.school.uai} picture={picture} />}
      <Form action={addressOf(contract.setPicture, params)} label={t.title} multipart>
        <FormErrors errors={errors} />
        <PictureField
          name="picture"
          label={picture ? t.another : t.picture}
          help={t.help}
          error={errorOf('picture')}
          ratio={shapes.wide.ratio}
          ninth={typed?.ninth}
          required={!picture}
        />
        <TextField
          name="alt"
          label={t.alt}
          help={t.altHelp}
          value={typed?.alt ?? picture?.alt ?? ''}
          error={errorOf('alt')}
          maxLength={200}
        />
        <Checkbox
          name="decorative"
          label={t.decorative}
          checked={typed ? typed.decorative === 'yes' : picture?.alt === ''}
        />
        <Actions>
          <Button>{t.save}</Button>
        </Actions>
      </Form>
      {picture && (
        <form action={addressOf(contract.removePicture, params)} method="post">
          <Button variant="danger">{t.remove}</Button>
        </form>
      )}
    </Section>
  );
}
