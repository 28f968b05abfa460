import type { Module } from '../../platform/module.ts';
import { accountRoutes } from './account/routes.ts';
import { closeDoors } from './accounts/close-doors.ts';
import { personsByLogin } from './accounts/find.ts';
import { issueRoutes } from './activation/issue-routes.ts';
import { accountPart } from './activation/person-part.tsx';
import { activationRoutes } from './activation/routes.ts';
import { mailTargets } from './addresses/targets.ts';
import { casRoutes } from './cas/routes.ts';
import { charterRoutes } from './charter/routes.ts';
import { forgetAnswersJob } from './consents/jobs.ts';
import { answersMergePart } from './consents/merge.ts';
import { consentPolicy } from './consents/policy.ts';
import { consentRoutes } from './consents/routes.ts';
import { texts as consentTexts } from './consents/texts.ts';
import { answerRights } from './consents/texts-rights.ts';
import { tellWithdrawal } from './consents/told.ts';
import { showToHelp } from './doctor/contract.ts';
import { doctorPart, helpsToSignIn } from './doctor/part.tsx';
import { doctorRoutes } from './doctor/routes.ts';
import { texts as doctorTexts } from './doctor/texts.ts';
import { doorRoutes } from './federation/door/routes.ts';
import { refusalTexts as federationRefusals } from './federation/door/texts.ts';
import { tellWays } from './federation/links/mail.ts';
import { linkRoutes } from './federation/links/routes.ts';
import { listProviders } from './federation/providers/contract.ts';
import { providerPolicy } from './federation/providers/policy.ts';
import { providerRoutes } from './federation/providers/routes.ts';
import { rightsTexts as providerRights, texts as providerTexts } from './federation/providers/texts.ts';
import { samlRoutes } from './federation/saml/routes.ts';
import { joinRefusals } from './federation/saml/texts.ts';
import { samlProviderRoutes } from './federation/saml-providers/routes.ts';
import { texts as samlProviderTexts } from './federation/saml-providers/texts.ts';
import { firstRunRoutes } from './first-run/routes.ts';
import { activatedAmong, closeLeavers, forgetSpentJob, provision, provisionByHand, sweepJob } from './jobs.ts';
import { listCertificates } from './keys/certificates/contract.ts';
import { certificatePolicy } from './keys/certificates/policy.ts';
import { certificateRoutes } from './keys/certificates/routes.ts';
import { rightsTexts as certificateRights, texts as certificateTexts } from './keys/certificates/texts.ts';
import { leadBackRoutes } from './lead-back.ts';
import { tabletsPart } from './little/part.tsx';
import { littleRoutes } from './little/routes.ts';
import { sendReset, sendVerification, tellChange, tellFactor, tellPerson, tellPersons } from './mails/readers.ts';
import { tellActivation } from './mails/tell-activation.ts';
import { tellNewBrowser } from './mails/tell-new-browser.ts';
import { tellShut } from './mails/tell-shut.ts';
import { identityMergePart } from './merge/part.ts';
import { mergeRoutes } from './merge/routes.ts';
import { refusalTexts as mergeRefusals } from './merge/texts.ts';
import { manifest } from './module.ts';
import { openidRoutes } from './oidc/routes.ts';
import { ownIdentityRoutes } from './own-identity/routes.ts';
import { passkeyRoutes } from './passkeys/routes.ts';
import { identityPersonalData } from './personal-data.ts';
import { readingRoutes } from './reading/routes.ts';
import { texts as readingTexts } from './reading/texts.ts';
import { recoveryRoutes } from './recovery/routes.ts';
import { refusalTexts } from './refusals.ts';
import { assistantSteps } from './rentree/steps.ts';
import { todos } from './rentree/todos.ts';
import { listReuseRequests } from './reuse/contract.ts';
import { declares as declaresReuse, reusePolicy } from './reuse/policy.ts';
import { reuseRoutes } from './reuse/routes.ts';
import { texts as reuseTexts } from './reuse/texts.ts';
import { tellFamilies } from './reuse/told.ts';
import { samlLogoutRoutes } from './saml/logout-routes.ts';
import { samlServiceRoutes } from './saml/routes.ts';
import { protectionCard } from './second-factor/card.tsx';
import { secondFactorRoutes } from './second-factor/routes.ts';
import { endPersonPart, endSchoolPart } from './sessions/ending-parts.tsx';
import { endingRoutes } from './sessions/ending-routes.ts';
import { sessionRoutes } from './sessions/routes.ts';
import { tellAfterSignOut, tellEndedSessions } from './sessions/tell.ts';
import { classAccessPart, schoolAccessPart } from './sheets/parts.tsx';
import { sheetRoutes } from './sheets/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { tableParts } from './tables/parts.ts';
import { texts } from './texts.ts';
import { actTexts } from './texts-acts.ts';
import { tokenRoutes } from './tokens/routes.ts';
import { viewAsPart } from './view-as/part.tsx';
import { viewAsRoutes } from './view-as/routes.ts';

/** What identity gives to the house. Who may hand out a code is decided in the directory's person policy. */
export const identityModule: Module = {
  manifest,
  closeDoors,
  personsByLogin,
  routes: [
    ...signInRoutes,
    ...activationRoutes,
    ...recoveryRoutes,
    ...charterRoutes,
    ...firstRunRoutes,
    ...sessionRoutes,
    ...endingRoutes,
    ...doctorRoutes,
    ...accountRoutes,
    ...tokenRoutes,
    ...mergeRoutes,
    ...secondFactorRoutes,
    ...passkeyRoutes,
    ...readingRoutes,
    ...issueRoutes,
    ...sheetRoutes,
    ...littleRoutes,
    ...doorRoutes,
    ...linkRoutes,
    ...providerRoutes,
    ...samlProviderRoutes,
    ...samlRoutes,
    ...leadBackRoutes,
    ...casRoutes,
    ...samlServiceRoutes,
    ...certificateRoutes,
    ...openidRoutes,
    ...samlLogoutRoutes,
    ...viewAsRoutes,
    ...ownIdentityRoutes,
    ...consentRoutes,
    ...reuseRoutes,
  ],
  refusalTexts: {
    fr: {
      ...refusalTexts.fr,
      ...mergeRefusals.fr,
      ...federationRefusals.fr,
      ...providerTexts.fr.refused,
      ...reuseTexts.fr.refused,
      'identity.question-changed': consentTexts.fr.questionChanged,
      ...joinRefusals.fr,
      ...samlProviderTexts.fr.refused,
    },
    en: {
      ...refusalTexts.en,
      ...mergeRefusals.en,
      ...federationRefusals.en,
      ...providerTexts.en.refused,
      ...reuseTexts.en.refused,
      'identity.question-changed': consentTexts.en.questionChanged,
      ...joinRefusals.en,
      ...samlProviderTexts.en.refused,
    },
  },
  mergeParts: [identityMergePart, answersMergePart],
  personalData: identityPersonalData,
  jobs: [sweepJob, forgetSpentJob, tellEndedSessions, forgetAnswersJob],
  subscriptions: [
    ...provision,
    ...provisionByHand,
    sendVerification,
    sendReset,
    tellChange,
    tellFactor,
    tellActivation,
    tellNewBrowser,
    tellPerson,
    tellAfterSignOut,
    tellPersons,
    closeLeavers,
    tellWays,
    tellShut,
    tellWithdrawal,
    tellFamilies,
  ],
  homeCards: [protectionCard],
  pageParts: [
    viewAsPart,
    doctorPart,
    endPersonPart,
    endSchoolPart,
    accountPart,
    classAccessPart,
    schoolAccessPart,
    tabletsPart,
  ],
  tableParts,
  assistantSteps,
  todos,
  actTexts,
  policies: [providerPolicy, certificatePolicy, consentPolicy, reusePolicy],
  rightsTexts: {
    fr: { ...providerRights.fr, ...certificateRights.fr, ...answerRights.fr },
    en: { ...providerRights.en, ...certificateRights.en, ...answerRights.en },
  },
  tiles: [
    {
      key: 'identity.providers',
      icon: 'id-card',
      href: listProviders.path,
      label: (locale) => providerTexts[locale].title,
      detail: (locale) => providerTexts[locale].detail,
      shownTo: ({ actor }) => providerPolicy.can(actor, 'declare', null),
    },
    {
      key: 'identity.certificates',
      icon: 'key-round',
      href: listCertificates.path,
      label: (locale) => certificateTexts[locale].title,
      detail: (locale) => certificateTexts[locale].detail,
      shownTo: ({ actor }) => certificatePolicy.can(actor, 'turn', null),
    },
    {
      key: 'identity.reuse',
      icon: 'clipboard-list',
      href: listReuseRequests.path,
      label: (locale) => reuseTexts[locale].agent.tile,
      detail: (locale) => reuseTexts[locale].agent.tileHint,
      shownTo: ({ actor }) => declaresReuse(actor),
    },
    {
      key: 'identity.doctor',
      icon: 'circle-help',
      href: showToHelp.path,
      label: (locale) => doctorTexts[locale].find.title,
      detail: (locale) => doctorTexts[locale].find.detail,
      shownTo: ({ actor }) => helpsToSignIn(actor),
    },
  ],
  inUse: activatedAmong,
  mailTargets,
  menu: [
    {
      key: 'account',
      order: 10,
      icon: 'circle-user',
      href: '/account',
      label: (locale) => texts[locale].menu.account,
    },
    {
      key: 'sessions',
      order: 20,
      icon: 'laptop',
      href: '/account/sessions',
      label: (locale) => texts[locale].menu.sessions,
    },
    {
      key: 'reading',
      order: 30,
      icon: 'book-open',
      href: '/account/reading',
      label: (locale) => readingTexts[locale].row,
    },
    {
      key: 'sign-out',
      order: 90,
      icon: 'log-out',
      href: '/sign-out',
      method: 'post',
      label: (locale) => texts[locale].menu.signOut,
    },
  ],
};
