import type { ReactElement } from 'react';
import { type Answer, addressOf } from '../../../platform/contract/endpoint.ts';
import type { Refusal } from '../../../platform/contract/refusal.ts';
import type { SessionContext } from '../../../platform/http/context.ts';
import type { View } from '../../../platform/http/view.ts';
import { shapes } from '../../../platform/pictures/shapes.ts';
import { pictureTexts } from '../../../platform/pictures/texts.ts';
import { Avatar, animalOf } from '../../../ui/avatar.tsx';
import { Actions, Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Face, Faces } from '../../../ui/faces.tsx';
import { Form, FormErrors } from '../../../ui/form.tsx';
import { Breadcrumb } from '../../../ui/navigation.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { PageHeader, Section } from '../../../ui/page.tsx';
import { PictureField } from '../../../ui/picture-field.tsx';
import { showGroup, showPerson } from '../contract.ts';
import { removePhoto, setPhoto, type showFaces, showPhoto, type showPhotoForm } from './contract.ts';
import { texts } from './texts.ts';

/** Where a photo is, for pages that show it small. */
export const photoSource = (personUid: string, address: string): string =>
  `${addressOf(showPhoto, { personUid, address })}?w=256`;

/** The photo in place, and the form that sends another. */
export function photoView(
  ctx: SessionContext,
  person: Answer<typeof showPhotoForm>,
  refusal?: Refusal,
  typed: Readonly<Record<string, string>> = {},
): View {
  const t = texts[ctx.locale];
  const sentences: Readonly<Record<string, string>> = { ...pictureTexts[ctx.locale], ...t.refused };
  const sentence = refusal && (sentences[refusal.code] ?? t.refused['directory.photo-faulty']);
  const errors = sentence ? [{ field: 'picture', message: sentence }] : [];
  const params = { personUid: person.id };
  return {
    title: t.title(person.displayName),
    shell: 'app',
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[{ label: person.displayName, href: addressOf(showPerson, params) }, { label: t.photo }]}
            />
          }
          title={t.title(person.displayName)}
          lead={
            person.photo && person.mayShow ? (
              <Avatar name={person.displayName} photo={photoSource(person.id, person.photo)} size="large" />
            ) : undefined
          }
          subtitle={<p>{person.needsConsent ? t.leadPupil : t.lead}</p>}
        />
        {person.needsConsent && !person.mayShow ? (
          <Notice tone="info" title={t.noConsent}>
            <p>{person.photo ? t.noConsentKept : t.noConsentText}</p>
          </Notice>
        ) : (
          <Form action={addressOf(setPhoto, params)} multipart>
            <FormErrors errors={errors} />
            <PictureField
              name="picture"
              label={person.photo ? t.another : t.photo}
              help={t.help}
              error={sentence}
              ratio={shapes.square.ratio}
              ninth={typed.ninth}
              required
            />
            <Actions>
              <Button>{t.save}</Button>
            </Actions>
          </Form>
        )}
        {person.photo && (
          <form action={addressOf(removePhoto, params)} method="post">
            <Button variant="danger">{t.remove}</Button>
          </form>
        )}
      </>
    ),
  };
}

/** The faces of a class or group: photos that may be shown, animals and initials for the others. */
export function facesView(ctx: SessionContext, { group, faces }: Answer<typeof showFaces>): View {
  const t = texts[ctx.locale];
  const isAdult = (role: string): boolean => role === 'teacher' || role === 'main_teacher';
  const part = (title: string, some: typeof faces): ReactElement | null =>
    some.length > 0 ? (
      <Section title={title} aside={some.length}>
        <Faces label={title}>
          {some.map((face) => (
            <Face
              key={face.id}
              name={face.displayName}
              href={addressOf(showPerson, { personUid: face.id })}
              animal={face.role === 'pupil' ? animalOf(face.id) : undefined}
              photo={face.photo ? photoSource(face.id, face.photo) : undefined}
            />
          ))}
        </Faces>
      </Section>
    ) : null;
  const title = t.faces(group.label);
  return {
    title: `${title} · ${group.school}`,
    shell: 'app',
    destination: 'groups',
    live: [`group:${group.id}`],
    body: (
      <>
        <PageHeader
          above={
            <Breadcrumb
              items={[
                { label: group.label, href: addressOf(showGroup, { groupId: group.id }) },
                { label: t.facesLink },
              ]}
            />
          }
          title={title}
          subtitle={<p>{t.facesLead}</p>}
        />
        {faces.length === 0 ? (
          <EmptyState drawing="satchel" title={t.nobody} level={2}>
            <p>{t.nobodyText}</p>
          </EmptyState>
        ) : (
          <>
            {part(
              t.adults,
              faces.filter(({ role }) => isAdult(role)),
            )}
            {part(
              t.pupils,
              faces.filter(({ role }) => role === 'pupil'),
            )}
            {part(
              t.others,
              faces.filter(({ role }) => !isAdult(role) && role !== 'pupil'),
            )}
          </>
        )}
      </>
    ),
  };
}
