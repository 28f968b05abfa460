import type { Locale } from '../../platform/texts/texts.ts';
import { texts as doorTexts } from './activation/texts/door.ts';
import { texts as sheetTexts } from './activation/texts/sheet.ts';
import { texts as addressTexts } from './addresses/texts.ts';
import { texts as charterTexts } from './charter/texts.ts';
import { texts as doctorTexts } from './doctor/texts.ts';
import { texts as littleTexts } from './little/texts/pages.ts';
import { texts as passkeyTexts } from './passkeys/texts.ts';
import { texts as passwordTexts } from './passwords/texts.ts';
import { texts as recoveryTexts } from './recovery/texts.ts';
import { texts as factorTexts } from './second-factor/texts.ts';
import { texts as paperTexts } from './sheets/texts.ts';
import { texts as signInTexts } from './sign-in/texts.ts';
import { texts as tokenTexts } from './tokens/texts.ts';
import { texts as viewTexts } from './view-as/texts.ts';

/** Sentences by refusal code; those that need a figure are said by the page that knows it. */
const inLocale = (locale: Locale): Readonly<Record<string, string>> => ({
  ...plain(signInTexts[locale].refused),
  ...plain(doorTexts[locale].refused),
  ...plain(sheetTexts[locale].refused),
  ...plain(paperTexts[locale].refused),
  ...plain(littleTexts[locale].refused),
  ...plain(charterTexts[locale].refused),
  ...plain(recoveryTexts[locale].refused),
  ...plain(tokenTexts[locale].refused),
  ...plain(factorTexts[locale].refused),
  ...plain(passkeyTexts[locale].refused),
  ...plain(viewTexts[locale].refused),
  ...plain(doctorTexts[locale].refused),
  ...plain(passwordTexts[locale].fault),
  'identity.link-over': recoveryTexts[locale].refused['identity.link-over'],
  'identity.address-faulty': addressTexts[locale].faulty,
  'identity.too-many-tries': signInTexts[locale].refused.tooMany(60),
  'identity.proof-wrong': doorTexts[locale].refused.proofWrong(2),
});

/** Keeps the entries that are a code and a whole sentence. */
const plain = (given: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given).filter(
      (entry): entry is [string, string] => entry[0].includes('.') && typeof entry[1] === 'string',
    ),
  );

export const refusalTexts: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  fr: inLocale('fr'),
  en: inLocale('en'),
};
